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
    { category: 'stderr', output: `${stack}\n` },
    { category: 'stderr', output: '', group: 'end' },
  ];
}

/** A problem that did not stop the rest. */
export function problemOutput({ severity, message, source }: Problem): ConsoleOutput {
  const category = severity === 'error' ? 'stderr' : 'console';
  return { category, output: `${severity}: ${message}\n`, ...toLink(source) };
}

/** A remark of the extension itself. */
export function remarkOutput(message: string): ConsoleOutput {
  return { category: 'console', output: `${message}\n` };
}

function toLink(
  source: SourceLocation | undefined,
): Pick<ConsoleOutput, 'source' | 'line' | 'column'> {
  if (!source) return {};
  const { file, line, column = 1 } = source;
  return { source: { name: basename(file), path: file }, line, column };
}
