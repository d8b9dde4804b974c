import { PassThrough } from 'node:stream';
import type {
  ProcessEnd,
  SpawnedProcess,
  SpawnRequest,
} from '../../../../runtime/platform/spawnProcess.ts';

/** A process that is none. */
export interface FakeProcess extends SpawnedProcess {
  readonly request: SpawnRequest;
  readonly signals: string[];
  end(): void;
}

/** Starts processes that do nothing until they are ended. */
export class SpawnedFake {
  readonly all: FakeProcess[] = [];
  readonly request: SpawnRequest = { command: 'host', args: ['1'], cwd: '/p', env: { A: '1' } };

  get count(): number {
    return this.all.length;
  }

  readonly spawn = (request: SpawnRequest): FakeProcess => {
    const ended = Promise.withResolvers<ProcessEnd>();
    const signals: string[] = [];
    const end = (): void => ended.resolve({ kind: 'exited', code: 0 });
    const fake: FakeProcess = {
      request,
      signals,
      end,
      pid: undefined,
      channel: new PassThrough(),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
      ended: ended.promise,
      drained: Promise.resolve(undefined),
      kill(signal) {
        signals.push(signal);
        end();
      },
      askForStack: () => false,
      openInspector: () => false,
    };
    this.all.push(fake);
    return fake;
  };
}
