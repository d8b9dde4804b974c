import { makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import type { ServerParts } from '../../../../runtime/network/serverNode.ts';
import { ServerNode } from '../../../../runtime/network/serverNode.ts';
import type { OpStateText } from '../../../../runtime/protocol/index.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';
import { renderServers } from '../../../support/runtime/renderServers.ts';
import { RecordedSwitch, spec } from './testServer.ts';

/** A server of one outlet, one control and one test, on a clock that stands. */
export function makeServer({
  maxAttempts = 3,
  parts = {},
}: { readonly maxAttempts?: number; readonly parts?: Partial<ServerParts> } = {}) {
  const clock = new ManualClock();
  const log: string[] = [];
  const seen: OpStateText[] = [];
  const outlet = new RecordedSwitch('psu', log);
  const control = new RecordedSwitch('soft', log);
  const node = new ServerNode(
    {
      name: 'web1',
      file: '/etc/servers/web1.ini',
      outlets: [outlet],
      controls: [control],
      tests: [makeTest('Dummy', spec('ping')).device],
      ...parts,
    },
    { maxStartupMs: 2000, maxAttempts },
    clock,
    ({ opState }) => {
      if (seen.at(-1) !== opState) seen.push(opState);
    },
  );
  /** Switches with both waits over. */
  const to = async (direction: 'on' | 'off', options = {}) => {
    const done = direction === 'on' ? node.turnOn(options) : node.turnOff(options);
    await clock.advance(2000);
    await clock.advance(2000);
    return done;
  };
  return { clock, log, seen, outlet, control, node, to };
}

/** The server as indented text. */
export function tree(node: ServerNode): string {
  return renderServers([node.snapshot([])]);
}
