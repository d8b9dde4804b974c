import type { SpawnedProcess } from '../platform/spawnProcess.ts';
import type { HostReportContract, RpcTimers } from '../protocol/index.ts';
import { cutLine, LineSplitter } from './lineSplitter.ts';
import { LineThrottle } from './lineThrottle.ts';

type Line = HostReportContract['notes']['debugLine'];

/** What Node itself writes to stderr about its debugger. */
const inspectorLines =
  /^(?:Debugger attached\.|Debugger (?:listening|ending) on |For help, see: https:\/\/nodejs|Waiting for the debugger to disconnect)/;

/** All lines of a plugin, printed ones and records of its log, in one bounded stream. */
export class PluginOutput {
  /** Leaves out what Node says about the debugger we attached. */
  isDebugged = false;
  readonly #lines: LineThrottle;

  constructor(process: SpawnedProcess, deliver: (line: Line) => void, timers: RpcTimers) {
    this.#lines = new LineThrottle(deliver, timers);
    for (const stream of ['stdout', 'stderr'] as const) {
      const splitter = new LineSplitter((text) => this.#print({ text, stream }));
      process[stream].on('data', (chunk: Buffer) => splitter.write(chunk));
      process[stream].on('end', () => splitter.end());
    }
  }

  /** A record of the log, which came by the channel. */
  push(line: Line): void {
    this.#lines.push({ ...line, text: cutLine(line.text) });
  }

  /** Delivers what is held back; to be called before anything is said about the end. */
  flush(): void {
    this.#lines.flush();
  }

  #print(line: Line): void {
    if (!this.isDebugged || !inspectorLines.test(line.text)) this.#lines.push(line);
  }
}
