import type { FaultyList } from './faultFacts.ts';
import { isSimulatedType } from './faultFacts.ts';
import type { ServerSnapshot } from './networkSnapshot.ts';
import type { FaultRule } from './rackFaults.ts';

/** One of a preset's faults, before it has a target. */
interface PresetPart extends Omit<FaultRule, 'target'> {
  readonly of: readonly FaultyList[];
}

/** Several faults that together are something that happens to racks. */
export interface FaultPreset {
  readonly id: string;
  readonly title: string;
  readonly doc: string;
  readonly parts: readonly PresetPart[];
}

const outlets = ['outlets'] as const;
const machines = ['controls', 'tests'] as const;

/** What is often worth rehearsing. */
export const faultPresets: readonly FaultPreset[] = [
  {
    id: 'flaky-pdu',
    title: 'Flaky PDU',
    doc: 'Three of ten calls lose their connection, and half of them take 2 s longer.',
    parts: [
      { of: outlets, kind: 'drops', probability: 0.3 },
      { of: outlets, kind: 'slow', ms: 2_000, probability: 0.5 },
    ],
  },
  {
    id: 'slow-boot',
    title: 'Slow boot',
    doc: 'Controls and tests take 8 s longer, and each tester’s first test finds no connection.',
    parts: [
      { of: machines, kind: 'slow', ms: 8_000 },
      { of: ['tests'], kind: 'drops', nth: 1 },
    ],
  },
  {
    id: 'power-cut',
    title: 'Power cut',
    doc: 'Nothing answers any more: no PDU, no controller and no tester.',
    parts: [{ of: ['outlets', 'controls', 'tests'], kind: 'away' }],
  },
  {
    id: 'lying-pdu',
    title: 'Lying read-back',
    doc: 'One of four reads of an outlet is the opposite of what is so.',
    parts: [{ of: outlets, kind: 'lying', probability: 0.25 }],
  },
  {
    id: 'stuck-relay',
    title: 'Stuck relay',
    doc: 'Outlets take what they are told and stay as they are.',
    parts: [{ of: outlets, kind: 'stuck' }],
  },
];

/** An outlet, control or test of a type that can have faults. */
interface Place {
  readonly list: FaultyList;
  readonly generator: string;
  readonly object: string;
}

/**
 * The faults of a preset for these servers: for the whole rack, or for one PDU, controller, tester,
 * server or `server/object`. None where nothing simulated has them.
 */
export function presetFaults(
  preset: FaultPreset,
  servers: readonly ServerSnapshot[],
  target?: string,
): readonly FaultRule[] {
  const places = servers.flatMap(placesOf);
  return preset.parts.flatMap(({ of, ...part }) => {
    const fitting = places.filter(({ list }) => of.includes(list));
    return targetsIn(fitting, target).map((each) => ({ target: each, ...part }));
  });
}

function placesOf(server: ServerSnapshot): readonly Place[] {
  const lists: readonly FaultyList[] = ['outlets', 'controls', 'tests'];
  return lists.flatMap((list) =>
    server[list]
      .filter(({ type }) => isSimulatedType(type))
      .map(({ name, generator }) => ({ list, generator, object: `${server.name}/${name}` })),
  );
}

/** Generators for a rack; what is of one server only is named one by one. */
function targetsIn(places: readonly Place[], target: string | undefined): readonly string[] {
  const generators = [...new Set(places.map(({ generator }) => generator))];
  if (target === undefined) return generators;
  if (generators.includes(target)) return [target];
  const objects = places.map(({ object }) => object);
  return [...new Set(objects)].filter((each) => each === target || each.startsWith(`${target}/`));
}
