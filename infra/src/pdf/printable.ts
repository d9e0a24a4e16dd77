import type { Words } from '../words.ts';

/** A value in one language, or the same in both. */
export type Value = string | Words;

/** Something that is said under a label. */
export interface Line {
  readonly label: Words;
  readonly value: Value;
}

/** Lines under a heading, or a text that runs over the width of the page. */
type Section =
  | { readonly heading: Words; readonly lines: readonly Line[] }
  | { readonly heading: Words; readonly text: string };

/** Whose stamp it bears: the name runs along the ring. */
export interface Stamp {
  readonly office: Words;
  /** what stands below the star, such as what the stamp is for; at most six characters are legible */
  readonly below: string;
}

/** What a document says, from top to bottom; how it looks is the renderer's. */
export interface Printable {
  readonly title: Words;
  /** its number, also in the foot of each page */
  readonly number: string;
  /** the instant the document is of; the file says it was made then, so that the same content is the same bytes */
  readonly at: Date;
  /** the day beneath the stamp, as people read it: an office has days of its own */
  readonly day: string;
  /** what the square code holds, and what one finds there */
  readonly code: { readonly holds: string; readonly caption: Words };
  /** what a reader must know before all else; of a document that no longer holds, with a word across each page */
  readonly warning?: { readonly text: Words; readonly across?: string };
  readonly sections: readonly Section[];
  readonly stamp: Stamp;
  /** stands in the foot of each page */
  readonly foot: Words;
}
