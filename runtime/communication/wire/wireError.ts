/** A message that cannot be read or written; its text is fit for the peer. */
export class WireError extends Error {
  override readonly name = 'WireError';
}
