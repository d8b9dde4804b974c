import type { ClockState } from './clockState.ts';
import type { Call, Nothing } from './contract.ts';
import type { Outcome, Verb } from './journalEntry.ts';
import type { JsonObject, JsonValue } from './jsonValue.ts';
import type { NetworkDelta, ServerSnapshot } from './networkSnapshot.ts';
import type { DebugTarget, PluginFailure, PluginLanguage } from './pluginState.ts';
import type { SourceLocation } from './sourceLocation.ts';

/** Version of the daemon ⇄ host contract; both sides must agree exactly. */
export const hostProtocolVersion = 2;

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

/** One option of etc/config.ini: as written, and as ConfigParser reads it unless its `%` cannot be resolved. */
export interface ConfigOption {
  readonly raw: string;
  readonly text?: string;
}

/** All of etc/config.ini by section and lower-case option, `[DEFAULT]` already inherited. */
export type ConfigSections = Readonly<Record<string, Readonly<Record<string, ConfigOption>>>>;

/** The folders of a project that plugins see, absolute. */
export interface ProjectFolders {
  readonly etc: string;
  readonly servers: string;
  readonly outlets: string;
  readonly testers: string;
  readonly controllers: string;
}

/** What plugins can do to servers and their objects; each one passes the gate. */
export const powerVerbs = [
  /** Target a server; args `{ignoreDeps?: boolean}`. */
  'turnOn',
  'turnOff',
  /** Target `server/object`; args `{state: boolean}`. */
  'setOutlet',
  'setControl',
  /** Target `server/test`. */
  'runTest',
  /** Target a server, or `server/object` with args `list` `outlets` or `controls`; args `{opState: string}`. */
  'setOpState',
  /** Target a server. */
  'resetAttempts',
  /** Target a server, args `{runTests?: boolean}`, or empty for all of them: reads devices and runs tests. */
  'updateNetwork',
  /** No target: every outlet off, dependents first. */
  'allOff',
  /** No target: every outlet on, needed servers first. */
  'initiateStartup',
] as const satisfies readonly Verb[];

/** One of {@link powerVerbs}. */
export type PowerVerb = (typeof powerVerbs)[number];

/** The folders of `etc` that hold one ini file per server, PDU, tester or controller. */
export type EtcFolder = 'servers' | 'outlets' | 'testers' | 'controllers';

/** A change of one ini file below `etc`; `path` is relative to `etc`. */
export type EtcEdit =
  /** Sets the given options; sections and options that are not given stay as they are. */
  | {
      readonly kind: 'merge';
      readonly path: string;
      readonly sections: Readonly<Record<string, Readonly<Record<string, string>>>>;
    }
  /** Moves the file to `etc/serversBack`. */
  | { readonly kind: 'delete'; readonly path: string }
  | { readonly kind: 'deleteSection'; readonly path: string; readonly section: string };

/** The content of ini files by base name, section and lower-case option; texts are raw. */
export type IniFiles = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

/** What a device says of itself by key, e.g. `CPU`. */
export type DeviceData = Readonly<Record<string, JsonObject>>;

/** What a host needs to construct its plugin. */
export interface LoadPlugin {
  readonly plugin: string;
  readonly file: string;
  readonly generation: number;
  /** Absolute; `src` and `etc` lie below it. */
  readonly project: string;
  /** Block for the debugger before the plugin is imported (`prepareDebug` came first). */
  readonly waitForDebugger: boolean;
  /**
   * Whether a version that works goes on when this one cannot be loaded: a debugger does not stand
   * at what a save has broken then.
   */
  readonly isReload: boolean;
  readonly config: PluginConfig;
  readonly projectConfig: ConfigSections;
  readonly folders: ProjectFolders;
  /** Class names of the enabled plugins, in order. */
  readonly pluginList: readonly string[];
  /** Where the section of this plugin's template is or should be; for messages. */
  readonly templateFile: string;
  readonly clock: ClockState;
}

/** What the plugin's own thread does. */
export interface ThreadSample {
  /** The innermost function, e.g. `accept`. */
  readonly function: string;
  /** The innermost line of the author. */
  readonly source?: SourceLocation;
  /** Share of the time since the last sample in which it computed, 0 to 1. */
  readonly busy: number;
  /** It waits on the clock or for the daemon, as plugins mostly do. */
  readonly isResting: boolean;
}

/** Something that a plugin has open after it was stopped. */
export interface LeftBehind {
  /** In words, e.g. `a timer`. */
  readonly what: string;
  /** Where it was made, or where it is now. */
  readonly source?: SourceLocation;
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
    /**
     * `running` turns false, clock waits return, `stop` of the plugin is called, `run` is awaited.
     * Answers what the plugin has open after that.
     */
    readonly stop: Call<Nothing, { readonly left: readonly LeftBehind[] }>;
    /** Runs a command handler of this plugin; the envelope's cause is the command's entry. */
    readonly call: Call<{ readonly command: string; readonly data: JsonObject | null }, JsonObject>;
    /** A sign of life; hosts with a thread of their own for answers say what the plugin's thread does. */
    readonly ping: Call<Nothing, { readonly thread?: ThreadSample }>;
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
        readonly verb: PowerVerb;
        readonly target: string;
        readonly args: JsonObject;
        readonly source?: SourceLocation;
      },
      Outcome
    >;
    readonly registerCommand: Call<
      {
        readonly command: string;
        readonly help: string;
        /** Keys of its request, as far as its author names them. */
        readonly keys?: readonly string[];
        readonly source?: SourceLocation;
      },
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
    /** Asks the devices of a server for their data, now; keys are the objects' names. */
    readonly readData: Call<
      { readonly server: string },
      { readonly outlets: DeviceData; readonly controls: DeviceData }
    >;
    /** The network in Graphviz' language. */
    readonly readDot: Call<Nothing, { readonly dot: string }>;
    /** `text` is null when there is no such file below `etc`. */
    readonly readEtcFile: Call<{ readonly path: string }, { readonly text: string | null }>;
    /** All ini files of a folder, or the one of that base name if it is there. */
    readonly readEtcFolder: Call<
      { readonly folder: EtcFolder; readonly name?: string },
      { readonly files: IniFiles }
    >;
    /** Passes the gate as `writeConfig`. */
    readonly editEtc: Call<{ readonly edit: EtcEdit; readonly source?: SourceLocation }, Outcome>;
    /** Ends or restarts the daemon; answered before that happens. */
    readonly endDaemon: Call<
      { readonly verb: Extract<Verb, 'restart' | 'shutdown'>; readonly source?: SourceLocation },
      Outcome
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
    /** A file was imported, or is about to be; absolute. */
    readonly imported: { readonly file: string };
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
    /**
     * The plugin waits on the clock: until a time, or for ever.
     * Real time: one for each wait, and `lastSeqSeen` is that of the network. Else nothing of the
     * plugin runs any more, and `lastSeqSeen` is that of the clock's turn, which is over with this.
     */
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
