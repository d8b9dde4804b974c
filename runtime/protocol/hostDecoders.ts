import {
  choiceMember as oneOf,
  member,
  numberMember as number,
  objectOrNullMember as jsonObjectOrNull,
  textMember as text,
  textsMember as texts,
  toJsonObject,
} from './decodeMembers.ts';
import type {
  EtcEdit,
  HostContract,
  HostReportContract,
  LeftBehind,
  ThreadSample,
} from './hostProtocol.ts';
import { powerVerbs } from './hostProtocol.ts';
import type { JsonObject, JsonValue } from './jsonValue.ts';
import type { DebugTarget, PluginFailure, Problem } from './pluginState.ts';
import type { RpcDecoders } from './rpcTypes.ts';
import type { SourceLocation } from './sourceLocation.ts';

const etcFolders = ['servers', 'outlets', 'testers', 'controllers'] as const;
const editKinds = [
  'merge',
  'delete',
  'deleteSection',
] as const satisfies readonly EtcEdit['kind'][];

/** Guards for what a plugin host sends: it runs workspace code, so nothing of it is taken on trust. */
export const hostReportDecoders: RpcDecoders<HostReportContract, HostContract> = {
  requests: {
    act: (value) => ({
      verb: oneOf(value, 'verb', powerVerbs),
      target: text(value, 'target'),
      args: jsonObject(value, 'args'),
      ...source(value),
    }),
    registerCommand: (value) => ({
      command: text(value, 'command'),
      help: text(value, 'help'),
      ...(member(value, 'keys') !== undefined && { keys: texts(value, 'keys') }),
      ...source(value),
    }),
    callCommand: (value) => ({
      command: text(value, 'command'),
      data: jsonObjectOrNull(value, 'data'),
      ...source(value),
    }),
    readData: (value) => ({ server: text(value, 'server') }),
    readDot: () => ({}),
    readEtcFile: (value) => ({ path: text(value, 'path') }),
    readEtcFolder: (value) => ({
      folder: oneOf(value, 'folder', etcFolders),
      ...(member(value, 'name') !== undefined && { name: text(value, 'name') }),
    }),
    editEtc: (value) => ({ edit: etcEdit(member(value, 'edit')), ...source(value) }),
    endDaemon: (value) => ({
      verb: oneOf(value, 'verb', ['restart', 'shutdown'] as const),
      ...source(value),
    }),
  },
  notes: {
    ready: (value) => ({
      protocol: number(value, 'protocol'),
      language: oneOf(value, 'language', ['typescript', 'python'] as const),
      runtime: text(value, 'runtime'),
      pid: number(value, 'pid'),
    }),
    imported: (value) => ({ file: text(value, 'file') }),
    waitingForDebugger: () => ({}),
    debugLine: (value) => ({
      text: text(value, 'text'),
      stream: oneOf(value, 'stream', ['debug', 'stdout', 'stderr'] as const),
      ...source(value),
    }),
    configRead: (value) => ({
      variable: text(value, 'variable'),
      value: jsonValue(value, 'value'),
      origin: oneOf(value, 'origin', ['config', 'template'] as const),
      ...source(value),
    }),
    parked: (value) => ({
      until: member(value, 'until') === null ? null : number(value, 'until'),
      lastSeqSeen: number(value, 'lastSeqSeen'),
    }),
    runEnded: (value) =>
      member(value, 'failure') === undefined
        ? {}
        : { failure: decodePluginFailure(member(value, 'failure')) },
    warning: (value) => ({
      code: text(value, 'code'),
      message: text(value, 'message'),
      ...source(value),
    }),
  },
  results: {
    prepareDebug: decodeDebugTarget,
    load: () => ({}),
    start: () => ({}),
    stop: (value) => ({ left: leftBehind(member(value, 'left')) }),
    call: (value) => toJsonObject(value, 'the reply'),
    ping: (value) => {
      const thread = member(value, 'thread');
      return thread === undefined ? {} : { thread: threadSample(thread) };
    },
  },
};

const failureCodes = {
  'plugin-does-not-compile': true,
  'plugin-import-failed': true,
  'plugin-class-missing': true,
  'plugin-constructor-failed': true,
  'plugin-run-failed': true,
  'plugin-exited': true,
  'plugin-killed': true,
  'plugin-memory': true,
  'plugin-hung': true,
  'plugin-host-failed': true,
  'plugin-unknown': true,
  'debugger-not-attached': true,
  'python-missing': true,
  'python-tabs': true,
  'python-2-code': true,
} as const satisfies Record<PluginFailure['code'], true>;

function leftBehind(value: unknown): readonly LeftBehind[] {
  if (!Array.isArray(value)) throw new Error('“left” is no list');
  return value.map((each: unknown) => ({ what: text(each, 'what'), ...source(each) }));
}

function threadSample(value: unknown): ThreadSample {
  return {
    function: text(value, 'function'),
    busy: number(value, 'busy'),
    isResting: member(value, 'isResting') === true,
    ...source(value),
  };
}

/**
 * Reads the failure that a host reported, e.g. from the `data` of a refused `load`.
 * @throws Error that names the faulty member
 */
export function decodePluginFailure(value: unknown): PluginFailure {
  const stack = member(value, 'stack');
  return {
    code: oneOf(value, 'code', Object.keys(failureCodes) as PluginFailure['code'][]),
    message: text(value, 'message'),
    ...source(value),
    ...(typeof stack === 'string' && { stack }),
  };
}

function etcEdit(value: unknown): EtcEdit {
  const kind = oneOf(value, 'kind', editKinds);
  const path = text(value, 'path');
  switch (kind) {
    case 'merge':
      return { kind, path, sections: sectionTexts(member(value, 'sections')) };
    case 'delete':
      return { kind, path };
    case 'deleteSection':
      return { kind, path, section: text(value, 'section') };
  }
}

/** Entries are copied one by one: a section may be called `__proto__`. */
function sectionTexts(value: unknown): Record<string, Record<string, string>> {
  const sections = Object.entries(toJsonObject(value, '“sections”'));
  return Object.fromEntries(
    sections.map(([section, options]) => {
      const entries = Object.entries(toJsonObject(options, `section “${section}”`));
      return [
        section,
        Object.fromEntries(entries.map(([name, option]) => textOption(name, option))),
      ];
    }),
  );
}

function textOption(name: string, value: JsonValue): readonly [string, string] {
  if (typeof value !== 'string') throw new Error(`option “${name}” is no text`);
  return [name, value];
}

function decodeDebugTarget(value: unknown): DebugTarget {
  const kind = oneOf(value, 'kind', ['node', 'python', 'unavailable'] as const);
  switch (kind) {
    case 'node':
      return { kind, url: text(value, 'url') };
    case 'python':
      return { kind, host: text(value, 'host'), port: number(value, 'port') };
    case 'unavailable':
      return { kind, problem: decodeProblem(member(value, 'problem')) };
  }
}

function decodeProblem(value: unknown): Problem {
  return {
    code: text(value, 'code'),
    severity: oneOf(value, 'severity', ['error', 'warning', 'information'] as const),
    message: text(value, 'message'),
    ...source(value),
  };
}

/** Whatever came out of JSON.parse is JSON; only its absence has to be noticed. */
function jsonValue(value: unknown, name: string): JsonValue {
  const found = member(value, name);
  if (found === undefined) throw new Error(`“${name}” is missing`);
  return found as JsonValue;
}

function jsonObject(value: unknown, name: string): JsonObject {
  return toJsonObject(member(value, name), `“${name}”`);
}

function source(value: unknown): { readonly source?: SourceLocation } {
  const found = member(value, 'source');
  if (found === undefined || found === null) return {};
  const column = member(found, 'column');
  return {
    source: {
      file: text(found, 'file'),
      line: number(found, 'line'),
      ...(typeof column === 'number' && { column }),
    },
  };
}
