import {
  faultFacts,
  faultKinds,
  isSimulatedType,
  type FaultKind,
} from '../../../runtime/protocol/index.ts';
import type { RowPlace } from '../serverTree/rowId.ts';
import type { TreeObject, TreeServer } from '../serverTree/treeServer.ts';

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

const lists = { outlet: 'outlets', control: 'controls', test: 'tests' } as const;

const deviceWords = { outlet: 'PDU', control: 'controller', test: 'tester' } as const;

/** What can have faults at a row: the row's own thing first, then what it belongs to or consists of. */
export function targetsOfRow(place: RowPlace, server: TreeServer): readonly FaultTarget[] {
  if (place.kind === 'server') return targetsOfServer(server);
  const objects = simulated(server).filter(
    ({ kind, name }) => kind === place.kind && 'name' in place && name === place.name,
  );
  const [object] = objects;
  return object ? [targetOfObject(server.name, object), ...devicesOf([object])] : [];
}

/** Everything that can have faults: whole devices first, then each object of each server. */
export function allTargets(servers: readonly TreeServer[]): readonly FaultTarget[] {
  return [
    ...devicesOf(servers.flatMap(simulated)),
    ...servers.flatMap((server) =>
      simulated(server).map((object) => ({
        ...targetOfObject(server.name, object),
        label: `${server.name}/${object.name}`,
      })),
    ),
  ];
}

/** No other device ever has a fault. */
function simulated({ objects }: TreeServer): readonly TreeObject[] {
  return objects.filter(({ type }) => type !== undefined && isSimulatedType(type));
}

/** What suits a kind of object best comes first. */
function kindsOf(kind: TreeObject['kind']): readonly FaultKind[] {
  const fitting = faultKinds.filter((each) => faultFacts[each].fits.includes(lists[kind]));
  return kind === 'test' ? fitting.toReversed() : fitting;
}

function targetsOfServer(server: TreeServer): readonly FaultTarget[] {
  const { name } = server;
  const objects = simulated(server);
  const outlets = objects.filter(({ kind }) => kind === 'outlet');
  const all: FaultTarget = {
    label: `All ${outlets.length} outlets of ${name}`,
    description: '',
    targets: outlets.map((outlet) => `${name}/${outlet.name}`),
    kinds: kindsOf('outlet'),
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
    kinds: kindsOf(kind),
  };
}

function devicesOf(objects: readonly TreeObject[]): readonly FaultTarget[] {
  const kinds = new Map(objects.map(({ kind, generator }) => [generator, kind]));
  return [...kinds].map(([generator, kind]) => ({
    label: `All of ${generator}`,
    description: `the whole ${deviceWords[kind]}`,
    targets: [generator],
    kinds: kindsOf(kind),
  }));
}
