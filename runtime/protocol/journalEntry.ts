import type { JsonObject, JsonValue } from './jsonValue.ts';

/** Who asked: a plugin (with the line that asked), the panel, the socket, the debugger or the daemon. */
export interface Actor {
  readonly kind: 'plugin' | 'panel' | 'socket' | 'debugger' | 'daemon';
  readonly plugin?: string;
  readonly generation?: number;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}

/** Everything that has to pass the gate. */
export type Verb =
  | 'turnOn'
  | 'turnOff'
  | 'setOutlet'
  | 'setControl'
  | 'runTest'
  | 'setOpState'
  | 'resetAttempts'
  | 'updateNetwork'
  | 'allOff'
  | 'initiateStartup'
  | 'command'
  | 'registerCommand'
  | 'startPlugin'
  | 'stopPlugin'
  | 'writeConfig'
  | 'addFault'
  | 'removeFault'
  | 'restart'
  | 'shutdown';

/** What became of an action. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly requested: JsonValue;
      readonly observed: JsonValue;
      readonly before: JsonValue;
      readonly after: JsonValue;
      /** Milliseconds from the gate to the end of the action. */
      readonly ms: number;
    }
  | { readonly kind: 'refused'; readonly rule: string; readonly reason: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** One action: written when it passes the gate, completed by its outcome. */
export interface Entry {
  /** Position in the one order of all entries, from 1. */
  readonly seq: number;
  /** Milliseconds since the epoch on the daemon's clock. */
  readonly t: number;
  readonly actor: Actor;
  /** `seq` of the entry that led to this one; null only for what the user or the daemon itself began. */
  readonly cause: number | null;
  readonly verb: Verb;
  /** Server `web1`, object `web1/psu1`, command, plugin or file, as the verb demands; empty for the whole network or daemon. */
  readonly target: string;
  readonly args: JsonObject;
  readonly outcome?: Outcome;
}

/** A read that was worth keeping: the first one, and each change of the value seen. */
export interface Observation {
  readonly seq: number;
  readonly t: number;
  readonly actor: Actor;
  readonly what: 'configRead' | 'parked';
  readonly target: string;
  readonly value: JsonValue;
  /** Reads of the same value since, this one included. */
  readonly count: number;
}
