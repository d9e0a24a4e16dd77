export { copyKept } from './copy-kept.ts';
export { DeclaredSha256, paperTypes } from './declared-file.ts';
export { downloadOf, type FiledFile } from './filed-file.ts';
export { type Kept, keepUpload } from './keep-upload.ts';
export { openStorage, prepareFolder, type Storage } from './storage.ts';
export { faultOfStorage, storageSettings, type StorageSettings } from './storage-settings.ts';
export { type Scan, scannerAt } from './scan.ts';
export type { Received } from './receive-upload.ts';
export { fileContent, removeUnfiled } from './unfiled-objects.ts';
