import type { SpawnedProcess } from '../platform/spawnProcess.ts';
import type { HostReportContract, RpcTimers } from '../protocol/index.ts';
import { cutLine, LineSplitter } from './lineSplitter.ts';
import { LineThrottle } from './lineThrottle.ts';
import { plainText } from './plainText.ts';
import type { ProcessLimits } from './processLimits.ts';
import type { StackLine } from './stackDump.ts';
import { readStackLine } from './stackDump.ts';

type Line = HostReportContract['notes']['debugLine'];

/** What Node itself writes to stderr about its debugger. */
const inspectorLines =
  /^(?:Debugger attached\.|Debugger (?:listening|ending) on |For help, see: https:\/\/nodejs|Waiting for the debugger to disconnect)/;

/** What Node writes to stderr before it gives up for want of memory. */
const heapLines = /^FATAL ERROR: .*(?:Allocation failed|invalid (?:array|table) (?:length|size))/;

/** Told of those lines, which nobody is shown then. */
type HearInspector = (line: string) => void;

/** All lines of a plugin, printed ones and records of its log, in one bounded stream. */
export class PluginOutput {
  readonly #lines: LineThrottle;
  readonly #lineLength: number;
  readonly #hearInspector: HearInspector | undefined;
  #hasRunOutOfHeap = false;
  #stack: StackLine[] | undefined;

  constructor(
    process: SpawnedProcess,
    deliver: (line: Line) => void,
    timers: RpcTimers,
    { linesPerSecond, lineLength }: Pick<ProcessLimits, 'linesPerSecond' | 'lineLength'>,
    hearInspector?: HearInspector,
  ) {
    this.#hearInspector = hearInspector;
    this.#lineLength = lineLength;
    this.#lines = new LineThrottle(deliver, timers, linesPerSecond);
    for (const stream of ['stdout', 'stderr'] as const) {
      const splitter = new LineSplitter((text) => this.#print({ text, stream }), lineLength);
      process[stream].on('data', (chunk: Buffer) => splitter.write(chunk));
      process[stream].on('end', () => splitter.end());
    }
  }

  /** Node said so itself. */
  get hasRunOutOfHeap(): boolean {
    return this.#hasRunOutOfHeap;
  }

  /** A record of the log, which came by the channel. */
  push(line: Line): void {
    this.#lines.push({ ...line, text: plainText(cutLine(line.text, this.#lineLength)) });
  }

  /** Delivers what is held back; to be called before anything is said about the end. */
  flush(): void {
    this.#lines.flush();
  }

  /** Keeps the stack that the process was asked to write, instead of showing it. */
  expectStack(): void {
    this.#stack = [];
  }

  /** The stack that came since, innermost line first, threads one after another. */
  takeStack(): readonly StackLine[] {
    const stack = this.#stack ?? [];
    this.#stack = undefined;
    return stack;
  }

  #print(line: Line): void {
    if (line.stream === 'stderr' && this.#isOwnMatter(line.text)) return;
    this.#lines.push({ ...line, text: plainText(line.text) });
  }

  #isOwnMatter(text: string): boolean {
    if (heapLines.test(text)) this.#hasRunOutOfHeap = true;
    if (this.#hearInspector && inspectorLines.test(text)) {
      this.#hearInspector(text);
      return true;
    }
    if (!this.#stack) return false;
    const line = readStackLine(text);
    if (line === undefined) return false;
    if (line !== 'header') this.#stack.push(line);
    return true;
  }
}
