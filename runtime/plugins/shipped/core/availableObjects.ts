import type { JsonValue } from '../../api/index.ts';
import { withoutSecrets } from '../secretOptions.ts';
import { listedNames, type Sections } from './serverFiles.ts';

/** The option that makes a section an object of a kind, and the list of [server] that checks it. */
const kinds = {
  outlet: { key: 'pdu', list: 'outlets' },
  test: { key: 'tester', list: 'tests' },
  control: { key: 'controller', list: 'controls' },
} as const;

/** What an object of a server can be. */
export type ObjectKind = keyof typeof kinds;

/** All objects of a kind in a server's file: the checked ones in the order of their list, then the others. */
export function availableObjects(sections: Sections, kind: ObjectKind): JsonValue {
  const { key, list } = kinds[kind];
  const known = new Map([...sections].filter(([, options]) => Object.hasOwn(options, key)));
  const checked = listedNames(sections, list).filter((name) => known.has(name));
  const names = new Set([...checked, ...known.keys()]);
  return Object.fromEntries(
    [...names].map((name) => [name, withoutSecrets(known.get(name) ?? {})]),
  );
}
