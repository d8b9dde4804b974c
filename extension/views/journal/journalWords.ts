import type { Actor, Entry, JsonValue, Outcome } from '../../../runtime/protocol/index.ts';

/** An entry of the journal in words. */
export interface EntryWords {
  /** As in `Turned on`, or `main turned off`. */
  readonly what: string;
  /** As in `by DoorWatch (DoorWatch.ts:31)`. */
  readonly who: string;
  /** As in `refused: web1 needs router (OFF).` */
  readonly outcome: string;
}

/** What was done, by whom, and what became of it; lines of the project's own files are told. */
export function entryWords(entry: Entry, project: string): EntryWords {
  return {
    what: whatText(entry),
    who: `by ${actorText(entry.actor, project)}`,
    outcome: outcomeText(entry.outcome),
  };
}

/** The same in one sentence. */
export function entrySentence(entry: Entry, project: string): string {
  const { what, who, outcome } = entryWords(entry, project);
  return `${what} ${who}: ${outcome}`;
}

function whatText({ verb, target, args }: Entry): string {
  const slash = target.indexOf('/');
  const object = slash < 0 ? '' : target.slice(slash + 1);
  const text = sentences[verb]?.(args, target) ?? verb;
  return object === '' ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : `${object} ${text}`;
}

type Sentence = (args: Entry['args'], target: string) => string;

const switched =
  (way: 'on' | 'off'): Sentence =>
  ({ ignoreDeps }) =>
    `${ignoreDeps === true ? 'forced' : 'turned'} ${way}`;

const set: Sentence = ({ state }) => `turned ${state === true ? 'on' : 'off'}`;

const sentences: Readonly<Partial<Record<Entry['verb'], Sentence>>> = {
  turnOn: switched('on'),
  turnOff: switched('off'),
  setOutlet: set,
  setControl: set,
  runTest: () => 'tested',
  setOpState: ({ opState }) => `declared ${valueText(opState)}`,
  resetAttempts: () => 'attempts reset',
  updateNetwork: (_, target) => (target === '' ? 'all servers read' : 'devices read'),
  allOff: () => 'all outlets turned off',
  initiateStartup: () => 'start-up of all servers',
};

function actorText({ kind, plugin, file, line }: Actor, project: string): string {
  switch (kind) {
    case 'plugin': {
      const name = plugin ?? 'a plugin';
      const base = file?.startsWith(project) ? file.split(/[\\/]/).at(-1) : undefined;
      return base === undefined || line === undefined ? name : `${name} (${base}:${line})`;
    }
    case 'panel':
      return 'you';
    case 'socket':
      return 'a client of the socket';
    case 'debugger':
      return 'the debugger';
    case 'daemon':
      return 'the daemon';
  }
}

function outcomeText(outcome: Outcome | undefined): string {
  switch (outcome?.kind) {
    case undefined:
      return 'under way';
    case 'refused':
      return `refused: ${outcome.reason}`;
    case 'failed':
      return `failed: ${outcome.message}`;
    case 'done': {
      const { before, after } = outcome;
      if (after === null) return 'done';
      return JSON.stringify(before) === JSON.stringify(after)
        ? `still ${valueText(after)}`
        : `now ${valueText(after)}`;
    }
  }
}

function valueText(value: JsonValue | undefined): string {
  if (value === true) return 'ON';
  if (value === false) return 'OFF';
  return typeof value === 'string' ? value : 'changed';
}

/** `14:05:09` where the user is. */
export function clockText(t: number): string {
  const date = new Date(t);
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
