import type { FaultKind } from '../../../runtime/protocol/index.ts';
import type { RowPlace } from '../rowId.ts';
import type { TreeObject, TreeServer } from '../treeServer.ts';

/** Something of the simulated rack that can have faults. */
export interface FaultTarget {
  /** As in "main", "All 2 outlets of db1" or "All of rackA". */
  readonly label: string;
  /** What it is. */
  readonly description: string;
  /** As a fault's rule names them. */
  readonly targets: readonly string[];
  readonly kinds: readonly FaultKind[];
}

const switchKinds: readonly FaultKind[] = ['stuck', 'lying', 'slow', 'flapping', 'drops', 'away'];
const testKinds: readonly FaultKind[] = ['testerLies', 'slow', 'drops', 'away'];
/** Of a whole PDU: losing it is what happens most. */
const deviceKinds: readonly FaultKind[] = ['away', 'drops', 'slow', 'stuck', 'lying', 'flapping'];

const deviceWords = { outlet: 'PDU', control: 'controller', test: 'tester' } as const;

/** What can have faults at a row: the row's own thing first, then what it belongs to or consists of. */
export function targetsOfRow(place: RowPlace, server: TreeServer): readonly FaultTarget[] {
  if (place.kind === 'server') return targetsOfServer(server);
  const objects = server.objects.filter(
    ({ kind, name }) => kind === place.kind && 'name' in place && name === place.name,
  );
  const [object] = objects;
  return object ? [targetOfObject(server.name, object), ...devicesOf([object])] : [];
}

/** Everything that can have faults: whole devices first, then each object of each server. */
export function allTargets(servers: readonly TreeServer[]): readonly FaultTarget[] {
  return [
    ...devicesOf(servers.flatMap(({ objects }) => objects)),
    ...servers.flatMap(({ name, objects }) =>
      objects.map((object) => ({
        ...targetOfObject(name, object),
        label: `${name}/${object.name}`,
      })),
    ),
  ];
}

function targetsOfServer({ name, objects }: TreeServer): readonly FaultTarget[] {
  const outlets = objects.filter(({ kind }) => kind === 'outlet');
  const all: FaultTarget = {
    label: `All ${outlets.length} outlets of ${name}`,
    description: '',
    targets: outlets.map((outlet) => `${name}/${outlet.name}`),
    kinds: switchKinds,
  };
  return [
    ...(outlets.length > 1 ? [all] : []),
    ...objects.map((object) => targetOfObject(name, object)),
    ...devicesOf(objects),
  ];
}

function targetOfObject(server: string, { kind, name, generator }: TreeObject): FaultTarget {
  return {
    label: name,
    description: `${kind} of ${server} on ${generator}`,
    targets: [`${server}/${name}`],
    kinds: kind === 'test' ? testKinds : switchKinds,
  };
}

function devicesOf(objects: readonly TreeObject[]): readonly FaultTarget[] {
  const kinds = new Map(objects.map(({ kind, generator }) => [generator, kind]));
  return [...kinds].map(([generator, kind]) => ({
    label: `All of ${generator}`,
    description: `the whole ${deviceWords[kind]}`,
    targets: [generator],
    kinds: kind === 'test' ? testKinds : deviceKinds,
  }));
}
