import type { FaultRule } from '../../../runtime/protocol/index.ts';
import type { TreeObject, TreeServer } from '../treeServer.ts';

/** Several faults that together are something that happens. */
export interface FaultPreset {
  readonly title: string;
  readonly detail: string;
  /** The faults, for one of these devices. */
  readonly choices: readonly PresetChoice[];
}

/** What a preset can be run on. */
export interface PresetChoice {
  readonly label: string;
  readonly faults: readonly FaultRule[];
}

/** The presets that make sense for these servers; those that have nothing to strike are left out. */
export function faultPresets(servers: readonly TreeServer[]): readonly FaultPreset[] {
  const pdus = devicesOf(servers, 'outlet');
  const others = [...devicesOf(servers, 'control'), ...devicesOf(servers, 'test')];
  const presets: readonly FaultPreset[] = [
    {
      title: 'Flaky PDU',
      detail: 'Loses a third of the calls, and takes 2 s longer for every other one.',
      choices: choicesOf(pdus, flaky),
    },
    {
      title: 'Slow Boot',
      detail: 'PDUs take 2 s longer, controllers and testers 8 s: starts take their time.',
      choices: [
        { label: 'All servers', faults: [...pdus.map(slow(2_000)), ...others.map(slow(8_000))] },
      ],
    },
    {
      title: 'Power Cut',
      detail: 'The PDU answers nothing any more, as if its own power were gone.',
      choices: choicesOf(pdus, away),
    },
  ];
  return presets.filter(({ choices }) => choices.some(({ faults }) => faults.length > 0));
}

function devicesOf(servers: readonly TreeServer[], kind: TreeObject['kind']): readonly string[] {
  const objects = servers.flatMap((server) => server.objects);
  const those = objects.filter((object) => object.kind === kind);
  return [...new Set(those.map(({ generator }) => generator))];
}

function choicesOf(
  pdus: readonly string[],
  faults: (pdu: string) => readonly FaultRule[],
): readonly PresetChoice[] {
  const each = pdus.map((pdu) => ({ label: pdu, faults: faults(pdu) }));
  return pdus.length > 1 ? [{ label: 'All PDUs', faults: pdus.flatMap(faults) }, ...each] : each;
}

function flaky(target: string): readonly FaultRule[] {
  return [
    { target, kind: 'drops', probability: 0.3 },
    { target, kind: 'slow', ms: 2_000, probability: 0.5 },
  ];
}

function slow(ms: number): (target: string) => FaultRule {
  return (target) => ({ target, kind: 'slow', ms });
}

function away(target: string): readonly FaultRule[] {
  return [{ target, kind: 'away' }];
}
