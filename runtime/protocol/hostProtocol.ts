import type { ClockState } from './clockState.ts';
import type { Call, Nothing } from './contract.ts';
import type { Outcome, Verb } from './journalEntry.ts';
import type { JsonObject, JsonValue } from './jsonValue.ts';
import type { NetworkDelta, ServerSnapshot } from './networkSnapshot.ts';
import type { DebugTarget, PluginFailure, PluginLanguage } from './pluginState.ts';
import type { SourceLocation } from './sourceLocation.ts';

/** Version of the daemon ⇄ host contract; both sides must agree exactly. */
export const hostProtocolVersion = 1;

/** One config variable of a plugin: the text of config.ini if set, the template's default if declared. */
export interface ConfigVariable {
  readonly text?: string;
  /** Why config.ini has no readable text although the option is there (bad %-interpolation). */
  readonly textError?: string;
  readonly textOrigin?: SourceLocation;
  readonly default?: JsonValue;
  readonly defaultOrigin?: SourceLocation;
}

/** All variables of one plugin by lower-case name; the host never parses ini text again. */
export type PluginConfig = Readonly<Record<string, ConfigVariable>>;

/** What a host needs to construct its plugin. */
export interface LoadPlugin {
  readonly plugin: string;
  readonly file: string;
  readonly generation: number;
  /** Absolute; `src` and `etc` lie below it. */
  readonly project: string;
  readonly etcDir: string;
  /** Block for the debugger before the plugin is imported (`prepareDebug` came first). */
  readonly waitForDebugger: boolean;
  readonly config: PluginConfig;
  /** Where the section of this plugin's template is or should be; for messages. */
  readonly templateFile: string;
  readonly clock: ClockState;
}

/** Daemon → host. The network is sent as `networkPart` notes before `load`. */
export interface HostContract {
  readonly requests: {
    /** Opens the inspector or debugpy on a free loopback port. */
    readonly prepareDebug: Call<Nothing, DebugTarget>;
    /** Imports the file and constructs the class; a failure is an RPC error whose `data` is a PluginFailure. */
    readonly load: Call<LoadPlugin, Nothing>;
    /** Begins `run`; `cause` of everything run does is the envelope's cause. */
    readonly start: Call<Nothing, Nothing>;
    /** `running` turns false, clock waits return, `stop` of the plugin is called, `run` is awaited. */
    readonly stop: Call<Nothing, Nothing>;
    /** Runs a command handler of this plugin; the envelope's cause is the command's entry. */
    readonly call: Call<{ readonly command: string; readonly data: JsonObject | null }, JsonObject>;
    readonly ping: Call<Nothing, Nothing>;
  };
  readonly notes: {
    readonly networkPart: {
      readonly seq: number;
      readonly part: number;
      readonly parts: number;
      readonly servers: readonly ServerSnapshot[];
    };
    readonly networkDelta: NetworkDelta;
    readonly clock: ClockState;
  };
}

/** Host → daemon. */
export interface HostReportContract {
  readonly requests: {
    /** A power action of the plugin; the answer comes after the deltas it caused. */
    readonly act: Call<
      {
        readonly verb: Extract<Verb, 'turnOn' | 'turnOff' | 'setOutlet' | 'setControl' | 'runTest'>;
        readonly target: string;
        readonly args: JsonObject;
        readonly source?: SourceLocation;
      },
      Outcome
    >;
    readonly registerCommand: Call<
      { readonly command: string; readonly help: string; readonly source?: SourceLocation },
      Nothing
    >;
    readonly callCommand: Call<
      {
        readonly command: string;
        readonly data: JsonObject | null;
        readonly source?: SourceLocation;
      },
      JsonObject
    >;
  };
  readonly notes: {
    /** First message of every host. */
    readonly ready: {
      readonly protocol: number;
      readonly language: PluginLanguage;
      /** E.g. `node 24.21.0`, `python 3.11.2`. */
      readonly runtime: string;
      readonly pid: number;
    };
    /** Written just before the host blocks; only then may the debugger be told to attach. */
    readonly waitingForDebugger: Nothing;
    /** `debug()` of the plugin, `print`, `logging` and `console`; several lines stay one message. */
    readonly debugLine: {
      readonly text: string;
      readonly stream: 'debug' | 'stdout' | 'stderr';
      readonly source?: SourceLocation;
    };
    readonly configRead: {
      readonly variable: string;
      readonly value: JsonValue;
      readonly origin: 'config' | 'template';
      readonly source?: SourceLocation;
    };
    /** The plugin waits on the clock: until a time, or for ever. */
    readonly parked: { readonly until: number | null; readonly lastSeqSeen: number };
    /** `run` returned, or raised `failure`. */
    readonly runEnded: { readonly failure?: PluginFailure };
    /** E.g. a config value that is no integer and was replaced by the default. */
    readonly warning: {
      readonly code: string;
      readonly message: string;
      readonly source?: SourceLocation;
    };
  };
}
