import assert from 'node:assert/strict';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Daemons } from '../../extension/daemon/daemons.ts';
import { readDaemonAddress } from '../../runtime/protocol/daemonAddress.ts';
import { assertNothingLeft } from '../chaos/support/processes.ts';
import { RealSession, realDaemons } from '../support/daemon/realSession.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { distFolder } from './support/dist.ts';
import { timers } from './support/samples.ts';

const cycles = process.env['OCKLE_LONG'] === '1' ? 50 : 10;
const hello = 'I am a test plugin';

/** Plugins, and the line of each that runs again and again. */
const samples = [
  { plugin: 'TimerTwin', line: 13 },
  { plugin: 'TimerPluginExample', line: 12 },
] as const;

interface Round {
  readonly daemons: Daemons;
  readonly launch: { readonly project: string; readonly plugins: readonly string[] };
  readonly line: number;
}

/** What users do to a session. */
const ways: Readonly<Record<string, (round: Round) => Promise<void>>> = {
  'run and stop': async ({ daemons, launch }) => {
    const { client, begin } = bound(new RealSession(daemons));
    await begin({ ...launch, noDebug: true });
    await client.writes(hello);
    await client.ask('disconnect');
  },
  'debug, restart and stop': async ({ daemons, launch }) => {
    const { client, begin } = bound(new RealSession(daemons));
    await begin(launch);
    await client.writes(hello);
    const before = client.output.split(hello).length - 1;
    assert.equal((await client.ask('restart')).success, true);
    await client.writes(hello, before + 1);
    await client.ask('terminate');
    await client.terminated();
  },
  'leave while it starts': async ({ daemons, launch }) => {
    const { client } = new RealSession(daemons);
    await client.ask('initialize', { adapterID: 'ockle' });
    await Promise.all([client.ask('launch', launch), client.ask('disconnect')]);
  },
  'leave while it is paused': async ({ daemons, launch, line }) => {
    const session = new RealSession(daemons, line);
    await session.begin(launch);
    await session.stops;
    await session.client.ask('disconnect');
  },
  'restart while it is paused, and stop': async ({ daemons, launch, line }) => {
    const session = new RealSession(daemons, line);
    await session.begin(launch);
    await session.stops;
    assert.equal((await session.client.ask('restart')).success, true);
    await session.client.ask('disconnect');
  },
};

function bound(session: RealSession): Pick<RealSession, 'client' | 'begin'> {
  return { client: session.client, begin: (launch) => session.begin(launch) };
}

describe(`${cycles} debug sessions one after the other`, () => {
  let project: string;
  let temporary: string;
  let daemons: Daemons;
  const { TMPDIR: usual } = process.env;

  before(async () => {
    project = await makeProject(timers);
    temporary = join(project, 'tmp');
    await mkdir(temporary);
    process.env['TMPDIR'] = temporary;
    daemons = realDaemons(distFolder());
  });

  after(async () => {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
    await daemons.dispose();
    await removeTempProjects();
  });

  for (let cycle = 0; cycle < cycles; cycle++) {
    const names = Object.keys(ways);
    const name = names[Math.floor(cycle / samples.length) % names.length] ?? '';
    const { plugin, line } = samples[cycle % samples.length] ?? samples[0];

    it(`${cycle + 1}: ${name} with ${plugin} leaves nothing`, async () => {
      await ways[name]?.({ daemons, launch: { project, plugins: [plugin] }, line });
      assert.deepEqual(daemons.all, []);
      // Ports go with the processes that listen on them.
      await assertNothingLeft(project);
      assert.deepEqual(await readdir(temporary), [], 'No temporary file is left.');
      assert.equal(await readDaemonAddress(project), undefined, 'Nobody can reach a daemon.');
    }).timeout(120_000);
  }
});
