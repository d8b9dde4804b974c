import { basename } from 'node:path';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type {
  DebugLine,
  PluginFailure,
  Problem,
  SourceLocation,
} from '../../runtime/protocol/index.ts';
import { logRecord } from '../../runtime/protocol/logRecord.ts';

/** What one output event of the debug console says. */
export type ConsoleOutput = DebugProtocol.OutputEvent['body'];

/** Codes of terminals, which the debug console understands: the terminal's white is readable in every theme. */
const [quiet, notQuiet] = ['\u001B[3;37m', '\u001B[23;39m'];

/** A line of the daemon's log: its own and the plugins' records in Ockle's format, the rest as written. */
export function lineOutput({ t, text, stream, source }: DebugLine): ConsoleOutput {
  const output = stream === 'debug' ? logRecord(t, text) : text;
  const category = stream === 'stderr' ? 'stderr' : 'stdout';
  return { category, output: `${output}\n`, ...toLink(source) };
}

/** One line with the cause first, and the stack folded below it. */
export function failureOutput(failure: PluginFailure): readonly ConsoleOutput[] {
  const { message, source, stack } = failure;
  const title = { category: 'stderr', output: `${message}\n`, ...toLink(source) };
  if (stack === undefined) return [title];
  return [
    { ...title, group: 'startCollapsed' },
    ...stack.split('\n').map(frameOutput),
    { category: 'stderr', output: '', group: 'end' },
  ];
}

/** The ends of lines such as `at run (/p/DoorWatch.ts:3:5)` and `File "/p/Rota.py", line 3, in run`. */
const framePlaces = [
  /(?:^|[\s(])(?:file:\/\/)?(?<file>\/[^():]+):(?<line>\d{1,9})(?::(?<column>\d{1,9}))?\)?$/,
  /File "(?<file>[^"]+)", line (?<line>\d{1,9})/,
];

/** One line of a stack, with a link where it names a place. */
function frameOutput(frame: string): ConsoleOutput {
  const output = { category: 'stderr', output: `${frame}\n` };
  for (const place of framePlaces) {
    const { file, line, column } = place.exec(frame)?.groups ?? {};
    if (file === undefined) continue;
    const at = { file, line: Number(line), ...(column && { column: Number(column) }) };
    return { ...output, ...toLink(at) };
  }
  return output;
}

/** A problem that did not stop the rest. */
export function problemOutput({ severity, message, source }: Problem): ConsoleOutput {
  const category = severity === 'error' ? 'stderr' : 'console';
  return { category, output: `${severity}: ${message}\n`, ...toLink(source) };
}

/** A remark of the extension itself, in a hand and colour of its own beside what plugins say. */
export function remarkOutput(message: string): ConsoleOutput {
  // Category "console" is a warning's yellow.
  return { category: 'stdout', output: `${quiet}${message}${notQuiet}\n` };
}

function toLink(
  source: SourceLocation | undefined,
): Pick<ConsoleOutput, 'source' | 'line' | 'column'> {
  if (!source) return {};
  const { file, line, column = 1 } = source;
  return { source: { name: basename(file), path: file }, line, column };
}
