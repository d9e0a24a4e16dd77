export { type Document, documentOf, type Operation, pathInDocument } from './document-of.ts';
export { mergeDocuments } from './merge-documents.ts';
