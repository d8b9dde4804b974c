import type { FilePlace } from '../model/pluginFacts.ts';
import { plainMarkdown } from './markdown.ts';

/** Gives the address by which an editor opens a place of the project. */
export type LinkTo = (place: FilePlace) => string;

/** A place as a link, or as plain text where nobody knows its address. */
export function placeLink(place: FilePlace, linkTo: LinkTo | undefined): string {
  const text = plainMarkdown(`${place.file}:${place.line + 1}`);
  const address = linkTo?.(place).replace(/[\s()<>\\]/g, encodeURIComponent);
  return address === undefined ? text : `[${text}](${address.replace(/[()]/g, escapeBracket)})`;
}

/** `encodeURIComponent` leaves brackets as they are, but they would end a link. */
function escapeBracket(bracket: string): string {
  return bracket === '(' ? '%28' : '%29';
}
