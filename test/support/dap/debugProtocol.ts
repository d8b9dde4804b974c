import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const packageFile = createRequire(import.meta.url).resolve('@vscode/debugprotocol/package.json');
const typesFile = join(dirname(packageFile), 'lib', 'debugProtocol.d.ts');

/** Requests that an adapter sends to its client. */
const reverse: ReadonlySet<string> = new Set(['runInTerminal', 'startDebugging']);

/** The commands of every request that a client may send, as the protocol's types list them. */
export function protocolRequests(): readonly string[] {
  const text = readFileSync(typesFile, 'utf8');
  const commands = [...text.matchAll(/\/\/ command: '(\w+)';/g)].map(([, command = '']) => command);
  return commands.filter((command) => !reverse.has(command));
}

interface Message {
  readonly type: string;
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
}

/**
 * What the protocol's types say against messages of an adapter: wrong types, missing members and
 * members that there are not; each message is looked at as the interface named like it.
 */
export function typeErrors(messages: readonly Message[]): readonly string[] {
  const lines = new Set(
    messages.map(
      (message) =>
        `use<DebugProtocol.${typeOf(message)}>(${JSON.stringify(withoutNumbers(message))});`,
    ),
  );
  const source = [
    "import type { DebugProtocol } from '@vscode/debugprotocol';",
    'declare function use<T>(message: T): void;',
    ...lines,
  ].join('\n');
  const file = join(import.meta.dirname, 'messages.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ['lib.es5.d.ts'],
    skipLibCheck: true,
    skipDefaultLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(file, source, version) : read(name, version);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText, start = 0 }) => {
      const line = source.slice(source.lastIndexOf('\n', start) + 1).split('\n')[0] ?? '';
      return `${ts.flattenDiagnosticMessageText(messageText, ' ')}: ${line}`;
    });
}

function typeOf({ type, command = '', event = '', success }: Message): string {
  if (type === 'event') return `${capital(event)}Event`;
  return success === false ? 'ErrorResponse' : `${capital(command)}Response`;
}

function capital(word: string): string {
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

/** Messages that differ by these alone have one shape. */
function withoutNumbers(message: Message): object {
  return { ...message, seq: 1, ...('request_seq' in message && { request_seq: 1 }) };
}
