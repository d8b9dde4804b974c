import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VirtualClock } from '../../../../runtime/base/virtualClock.ts';
import { CommunicationHandler } from '../../../../runtime/communication/communicationHandler.ts';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
import type { Limits } from '../../../../runtime/config/limits.ts';
import { readLimits } from '../../../../runtime/config/limits.ts';
import { limitTable } from '../../../../runtime/config/limitTable.ts';
import { DaemonEvents } from '../../../../runtime/daemon/daemonEvents.ts';
import { LogFile } from '../../../../runtime/daemon/logFile.ts';
import { PluginRecord } from '../../../../runtime/daemon/pluginRegistry.ts';
import { PluginRestarter } from '../../../../runtime/daemon/pluginRestarter.ts';
import { SpareHosts } from '../../../../runtime/daemon/spareHosts.ts';
import { staleRule } from '../../../../runtime/daemon/staleRule.ts';
import { TimedPlugin } from '../../../../runtime/daemon/timedPlugin.ts';
import { TimeKeeper } from '../../../../runtime/daemon/timeKeeper.ts';
import { DeviceLine } from '../../../../runtime/devices/deviceLine.ts';
import { deviceRules } from '../../../../runtime/devices/deviceRules.ts';
import { parseIni } from '../../../../runtime/ini/index.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import { RestartPolicy } from '../../../../runtime/supervision/restartPolicy.ts';
import { ManualClock, settled } from '../../../support/runtime/manualClock.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';
import { ScriptedProcess } from '../../../support/runtime/scriptedProcess.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { SpawnedFake } from '../daemon/spawnedFake.ts';
import { WaitingCandidate } from '../daemon/waitingCandidate.ts';
import { dummyServer } from '../network/testServer.ts';
import { makeEtc } from './etcProject.ts';
import type { LimitEdge } from './limitEdge.ts';
import { amount, time } from './limitEdge.ts';
import { processEdges } from './processEdges.ts';

/** Texts of the files of a log to which records of so many bytes were written, one by one. */
async function logOf(limits: Limits, ...records: readonly number[]): Promise<readonly string[]> {
  const project = await makeProject({});
  const path = join(project, 'log.txt');
  const log = new LogFile({
    path,
    project,
    limits,
    onProblem: ({ message }) => assert.fail(message),
  });
  // A record begins with its time and ends with the end of its line.
  const frame = '2026/11/22 06:25:31 \n'.length;
  records.forEach((bytes, at) => log.write(0, `#${at} `.padEnd(bytes - frame, 'x')));
  await log.close();
  const names = (await readdir(project)).filter((name) => name.startsWith('log.txt'));
  return Promise.all(names.map((name) => readFile(join(project, name), 'utf8')));
}

/** The line to a device, and the clocks by which it waits. */
function deviceLine({ deviceTime, inrushGap, serverGap }: Limits) {
  const [clock, realTime] = [new ManualClock(), new ManualClock()];
  const gaps = { inrushMs: inrushGap, serverGapMs: serverGap };
  const rules = deviceRules({ deviceMs: deviceTime, ...gaps, clock, realTime });
  return { clock, realTime, line: new DeviceLine('rack', rules) };
}

/** Whether the second of two outlets of one PDU is on after so many milliseconds; each is of the server named. */
async function isSwitchedOn(
  limits: Limits,
  servers: readonly [string, string],
  ms: number,
): Promise<boolean> {
  const { line, clock } = deviceLine(limits);
  const times: number[] = [];
  const act = (): Promise<void> => {
    times.push(clock.now());
    return Promise.resolve();
  };
  for (const server of servers) void line.switchOn(act, server);
  await settled();
  const began = clock.now();
  await clock.advance(ms);
  return times.some((at) => at > began);
}

/** Whether a plugin that fails at once has been started again after so many milliseconds. */
async function isRestarted(limits: Limits, ms: number): Promise<boolean> {
  const source = { file: '/p/src/plugins/A.ts', line: 1 };
  const plugin = { className: 'A', language: 'typescript', source, isShipped: false } as const;
  const record = new PluginRecord(plugin, true);
  record.restart = 'onFailure';
  const events = new DaemonEvents();
  const timers = new ManualTimers();
  const starts: number[] = [];
  const start = (): Promise<void> => {
    starts.push(timers.now);
    return Promise.resolve();
  };
  const registry = { get: () => record };
  const ending = new AbortController().signal;
  new PluginRestarter({ events, registry, limits, timers, now: () => timers.now, start, ending });
  record.phase = { kind: 'failed', failure: { code: 'plugin-run-failed', message: 'Boom.' } };
  events.plugin.fire(record.info());
  await timers.advance(ms);
  return starts.length > 0;
}

/** Whether a plugin that keeps the time from passing has been named after so many milliseconds. */
async function isNamed({ timePatience }: Limits, ms: number): Promise<boolean> {
  const clock = new VirtualClock({ mode: 'held', began: 0, rate: 0 });
  const timers = new ManualTimers();
  const keeper = new TimeKeeper({ clock, seed: 1, patience: timePatience, timers });
  let problems = 0;
  keeper.onProblem(() => problems++);
  const plugin = new TimedPlugin('Spins');
  const told = new Promise<void>((resolve) => {
    keeper.join(plugin, { sendClock: () => resolve() }, Promise.resolve());
  });
  keeper.deliver(plugin, { kind: 'message', send: () => undefined });
  void keeper.step(10);
  await told;
  await timers.advance(ms);
  keeper.dispose();
  return problems > 0;
}

/** How the edge of every limit is tried; none may be missing. */
const edges: Readonly<Record<keyof Limits, LimitEdge>> = {
  ...processEdges,
  attachTime: time(2, async ({ attachTime }, ms) => {
    const waiting = new WaitingCandidate(attachTime);
    waiting.wait();
    await waiting.timers.advance(ms);
    return (await waiting.givenUp()) !== undefined;
  }),
  commands: amount(3, (limits, commands) => {
    const table = new CommunicationHandler(limits.commands);
    const owner = { name: 'A', generation: 1 };
    const handler = () => Promise.resolve({});
    const register = (at: number): void =>
      table.register({ name: `command${at}`, help: '', owner, handler });
    for (let at = 1; at < commands; at++) register(at);
    try {
      register(commands);
      return false;
    } catch {
      return true;
    }
  }),
  spare: amount(1, async ({ spare: most }, starts) => {
    const timers = new ManualTimers();
    const process = new SpawnedFake();
    const spares = new SpareHosts({ spawn: process.spawn, timers, most });
    spares.start('typescript', process.request);
    await timers.advance(10_000);
    const spawned = process.count;
    for (let at = 0; at < starts; at++) spares.start('typescript', process.request);
    return process.count > spawned;
  }),
  restarts: amount(3, (limits, failures) => {
    const policy = new RestartPolicy(limits);
    const decisions = Array.from({ length: failures }, () => policy.decide(0, 0).kind);
    return decisions.includes('giveUp');
  }),
  restartWindow: time(
    10,
    (limits, ms) => {
      const policy = new RestartPolicy(limits);
      const first = policy.decide(0, 0);
      assert.ok(first.kind === 'restart');
      // Once the window is over, there may be a restart again.
      return policy.decide(first.afterMs + ms, ms).kind === 'restart';
    },
    'restarts = 1',
  ),
  restartDelay: time(1, isRestarted),
  logSize: amount(1, async (limits, bytes) => (await logOf(limits, 500, bytes - 500)).length > 1),
  logFiles: amount(
    3,
    async (limits, files) => {
      const texts = await logOf(limits, ...Array<number>(files).fill(1000));
      return !texts.some((text) => text.includes('#0 '));
    },
    'log_size = 1',
  ),
  deviceTime: time(0.1, async (limits, ms) => {
    const { line, realTime } = deviceLine(limits);
    let isSilent = false;
    line.call(() => new Promise(() => undefined)).catch(() => (isSilent = true));
    await realTime.advance(ms);
    return isSilent;
  }),
  inrushGap: time(0.2, (limits, ms) => isSwitchedOn(limits, ['web1', 'web1'], ms)),
  serverGap: time(0.7, (limits, ms) => isSwitchedOn(limits, ['web1', 'db1'], ms)),
  staleTime: time(3, async ({ staleTime }, ms) => {
    const clock = new ManualClock();
    const node = dummyServer('db1', () => undefined, clock);
    const network = new ServerNetwork();
    network.addServer(dummyServer('web1'));
    network.addServer(node, ['web1']);
    await node.updateOpState();
    await clock.advance(ms);
    const request = { cause: null, target: 'web1', args: {} } as const;
    const rule = staleRule(network, staleTime);
    const actor = { kind: 'panel' } as const;
    return rule.until?.({ ...request, actor, verb: 'turnOff' }) !== undefined;
  }),
  backups: amount(3, async ({ backups }, deletions) => {
    const { etc, folders } = await makeEtc({});
    const files = new EtcFiles(folders, { backups });
    for (let turn = 1; turn <= deletions; turn++) {
      await writeFile(join(etc, 'x.ini'), `${turn}`);
      await files.apply({ kind: 'delete', path: 'x.ini' });
    }
    return !(await readdir(join(etc, 'serversBack'))).includes('x.1.ini');
  }),
  timePatience: time(0.1, isNamed),
};

/** What the daemon reads where a project sets one limit. */
function limitsOf(option: string, { value, beside = [] }: LimitEdge): Limits {
  const lines = ['[limits]', `${option} = ${value}`, ...beside, ''];
  const { limits, problems } = readLimits(parseIni(lines.join('\n')), '/project/etc/config.ini');
  assert.deepEqual(problems, []);
  return limits;
}

describe('The edge of each limit', () => {
  after(removeTempProjects);

  it('is tried', () => {
    assert.deepEqual(Object.keys(edges).sort(), Object.keys(limitTable).sort());
  });

  for (const [name, { option }] of Object.entries(limitTable)) {
    const limitName = name as keyof Limits;
    const edge = edges[limitName];
    for (const over of [-1, 0, 1]) {
      const isStruck = over > 0 || (over === 0 && edge.strikesAt === 'the limit');
      const place = over === 0 ? 'at the limit' : `at limit ${over < 0 ? '-' : '+'} 1`;
      it(`of ${option} ${isStruck ? 'strikes' : 'does not strike'} ${place}`, async () => {
        const limits = limitsOf(option, edge);
        assert.equal(await edge.strikes(limits, limits[limitName] + over), isStruck);
      });
    }
  }

  it('is none for a hung plugin when kill_hung is 0', async () => {
    const limits = limitsOf('kill_hung', { ...edges.killHung, value: 0 });
    const process = new ScriptedProcess(limits);
    await process.beginLoad();
    // Loading has a limit of its own, which kills nothing by SIGKILL before it is over.
    await process.timers.advance(limits.loadTime - 1);
    assert.equal(process.instance.health?.kind, 'unresponsive');
    assert.deepEqual(process.signals, []);
    await process.end();
  });
});
