import type { Limits } from '../../../../runtime/config/limits.ts';
import { watchMemory } from '../../../../runtime/supervision/memoryWatch.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';
import { ScriptedProcess } from '../../../support/runtime/scriptedProcess.ts';
import { amount, time } from './limitEdge.ts';

/** Does something with a process of its own. */
async function withProcess<Result>(
  limits: Limits,
  act: (process: ScriptedProcess) => Promise<Result>,
): Promise<Result> {
  const process = new ScriptedProcess(limits);
  try {
    return await act(process);
  } finally {
    await process.end();
  }
}

/** Whether the plugin has failed after so many milliseconds. */
async function failsWithin({ timers, instance }: ScriptedProcess, ms: number): Promise<boolean> {
  await timers.advance(ms);
  return instance.phase.kind === 'failed';
}

/** Whether a process that was asked to stop has got a signal after so many milliseconds. */
async function isSent(process: ScriptedProcess, signal: string, ms: number): Promise<boolean> {
  await process.timers.advance(ms);
  return process.signals.includes(signal);
}

/** A message of just so many bytes. */
function messageOf(bytes: number): string {
  const text = JSON.stringify({ method: 'debugLine', params: { text: 'x', stream: 'debug' } });
  return `${text.padEnd(bytes)}\n`;
}

/** A call with just so many lists and objects inside each other. */
function callOf(depth: number): string {
  // The message, its parameters and the data are the first three.
  const [open, close] = ['[', ']'].map((each) => each.repeat(depth - 3));
  return `{"id":1,"method":"callCommand","params":{"command":"c","data":{"a":${open}${close}}}}\n`;
}

/** The edges of what the process of a plugin may take. */
export const processEdges = {
  readyTime: time(1, (limits, ms) => withProcess(limits, (process) => failsWithin(process, ms))),
  loadTime: time(1, (limits, ms) =>
    withProcess(limits, async (process) => {
      await process.beginLoad();
      return failsWithin(process, ms);
    }),
  ),
  callTime: time(0.1, (limits, ms) =>
    withProcess(limits, async (process) => {
      await process.sayReady();
      let isRefused = false;
      process.instance.call('slow', null, 1).catch(() => (isRefused = true));
      await process.timers.advance(ms);
      return isRefused;
    }),
  ),
  stopTime: time(0.3, (limits, ms) =>
    withProcess(limits, async (process) => {
      await process.beginLoad();
      void process.instance.stop();
      return isSent(process, 'SIGTERM', ms);
    }),
  ),
  terminateTime: time(
    0.3,
    (limits, ms) =>
      withProcess(limits, async (process) => {
        await process.beginLoad();
        void process.instance.stop();
        await process.timers.advance(limits.stopTime);
        return isSent(process, 'SIGKILL', ms);
      }),
    'stop_time = 0.1',
  ),
  hangTime: time(0.6, (limits, ms) =>
    withProcess(limits, async (process) => {
      await process.beginLoad();
      // It is asked for a sign of life after a sixth of the time.
      await process.timers.advance(limits.hangTime / 6);
      await process.timers.advance(ms);
      return process.instance.health?.kind === 'unresponsive';
    }),
  ),
  killHung: time(
    1,
    (limits, ms) =>
      withProcess(limits, async (process) => {
        await process.beginLoad();
        await process.timers.advance(limits.hangTime / 6 + limits.hangTime);
        return isSent(process, 'SIGKILL', ms);
      }),
    'hang_time = 0.6',
  ),
  memory: amount(64, async ({ memory }, used) => {
    const timers = new ManualTimers();
    let isTooMuch = false;
    const onTooMuch = (): void => void (isTooMuch = true);
    const stop = watchMemory({ most: memory, timers, read: () => used, onTooMuch });
    await timers.advance(1000);
    stop();
    return isTooMuch;
  }),
  messageSize: amount(512, (limits, bytes) =>
    withProcess(limits, async (process) => {
      await process.send(messageOf(bytes));
      return process.heard.lines('debug').length === 0;
    }),
  ),
  messageDepth: amount(16, (limits, depth) =>
    withProcess(limits, async (process) => {
      await process.send(callOf(depth));
      return process.heard.of('callCommand').length === 0;
    }),
  ),
  pendingCalls: amount(8, (limits, calls) =>
    withProcess(limits, async (process) => {
      process.heard.onCallCommand = () => new Promise(() => undefined);
      for (let id = 1; id <= calls; id++) {
        await process.tell('callCommand', { command: 'c', data: null }, id);
      }
      return process.heard.of('callCommand').length < calls;
    }),
  ),
  linesPerSecond: amount(100, (limits, lines) =>
    withProcess(limits, async (process) => {
      process.stdout.write('x\n'.repeat(lines));
      await settled();
      return process.heard.lines('stdout').length < lines;
    }),
  ),
  lineLength: amount(1, (limits, characters) =>
    withProcess(limits, async (process) => {
      const line = 'x'.repeat(characters);
      process.stdout.write(`${line}\n`);
      await process.tell('debugLine', { text: line, stream: 'debug' });
      return [...process.heard.lines('stdout'), ...process.heard.lines('debug')].every(
        (shown) => shown !== line,
      );
    }),
  ),
};
