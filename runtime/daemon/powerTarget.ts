import { CodedError } from '../base/codedError.ts';
import type { ServerNode } from '../network/serverNode.ts';

/** `web1/psu1` as server and object; an object's name may have a slash, a server's cannot. */
export function splitTarget(target: string): { readonly server: string; readonly object?: string } {
  const slash = target.indexOf('/');
  if (slash < 0) return { server: target };
  return { server: target.slice(0, slash), object: target.slice(slash + 1) };
}

/**
 * The object of a server's list that has this name.
 * @throws CodedError `object-unknown`
 */
export function objectOf<Item extends { readonly name: string }>(
  node: ServerNode,
  items: readonly Item[],
  name: string,
): Item {
  const item = items.find((candidate) => candidate.name === name);
  if (item) return item;
  const known = items.map((candidate) => candidate.name).join(', ') || 'none';
  const message = `${node.name} has no "${name}" of this kind; there are: ${known}.`;
  throw new CodedError('object-unknown', message);
}
