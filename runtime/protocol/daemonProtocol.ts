import type { DaemonTime, HeldTime } from './clockState.ts';
import type { CommandInfo } from './commandInfo.ts';
import type { Call, Nothing } from './contract.ts';
import type { PowerVerb } from './hostProtocol.ts';
import type { Entry, Observation, Outcome } from './journalEntry.ts';
import type { JsonObject } from './jsonValue.ts';
import type { NetworkDelta, NetworkPart } from './networkSnapshot.ts';
import type { DebugTarget, PluginInfo, PluginUsage, Problem } from './pluginState.ts';
import type { PluginVariable } from './pluginVariable.ts';
import type { FaultInfo, FaultRule } from './rackFaults.ts';
import type { SourceLocation } from './sourceLocation.ts';

/** Version of the extension ⇄ daemon contract; both sides must agree exactly. */
export const daemonProtocolVersion = 2;

/** A line of the daemon's log: one record in Ockle's format is `YYYY/MM/DD HH:MM:SS text`. */
export interface DebugLine {
  /** Milliseconds since the epoch. */
  readonly t: number;
  /** The plugin that spoke; absent for the daemon itself. */
  readonly plugin?: string;
  /** `debug` lines of a plugin already start with `<Class>: `. */
  readonly text: string;
  readonly stream: 'debug' | 'stdout' | 'stderr';
  readonly source?: SourceLocation;
}

/** Client → daemon. */
export interface DaemonContract {
  readonly requests: {
    /** First request; a different `protocol` is refused with a message that names both versions. */
    readonly initialize: Call<
      { readonly protocol: number; readonly client: string },
      {
        readonly protocol: number;
        readonly version: string;
        readonly pid: number;
        readonly project: string;
        readonly plugins: readonly PluginInfo[];
        readonly problems: readonly Problem[];
        readonly time: DaemonTime;
      }
    >;
    /**
     * Sends `networkPart`, `commands`, `faults` and `time` events, then answers; `networkDelta`
     * events and changes of the others follow from there.
     */
    readonly subscribe: Call<Nothing, Nothing>;
    /**
     * Constructs the named plugins in order, then starts them. With `debug` each one waits for its
     * debugger (`debugTarget` event). Answers when every one runs or has failed. With
     * `withCommands` the shipped plugins that offer commands run as well, without a debugger and
     * without being part of the answer.
     */
    readonly runPlugins: Call<
      {
        readonly plugins: readonly string[];
        readonly debug: boolean;
        readonly withCommands?: boolean;
      },
      { readonly plugins: readonly PluginInfo[] }
    >;
    readonly stopPlugin: Call<{ readonly plugin: string }, { readonly plugin: PluginInfo }>;
    /**
     * Replaces a running plugin by what its files say now: the new version is loaded beside the old
     * one, which runs on if that fails (`lastReload` says which). One that does not run is started.
     */
    readonly reloadPlugin: Call<{ readonly plugin: string }, { readonly plugin: PluginInfo }>;
    /**
     * Reloads every plugin that one of these files (absolute) belongs to and that runs, or that has
     * failed and may be mended now; answers those.
     */
    readonly filesSaved: Call<
      { readonly files: readonly string[] },
      { readonly plugins: readonly PluginInfo[] }
    >;
    /**
     * Opens the debugger of a running plugin (`debugTarget` event); it does not stop or wait. From
     * then on its reloads come with a debugger as well.
     */
    readonly debugPlugin: Call<{ readonly plugin: string }, Nothing>;
    /**
     * A debugger that this client brought, by `debugPlugin` or `runPlugins`, has left a plugin that
     * runs on: without another one its reloads come without a debugger. Leaving the daemon says so, too.
     */
    readonly stopDebugging: Call<{ readonly plugin: string }, Nothing>;
    /** The config variables of a plugin, running or not, in the order of its template. */
    readonly pluginVariables: Call<
      { readonly plugin: string },
      { readonly variables: readonly PluginVariable[] }
    >;
    /** Any action on servers and their objects; passes the gate. */
    readonly act: Call<
      { readonly verb: PowerVerb; readonly target: string; readonly args: JsonObject },
      { readonly outcome: Outcome }
    >;
    /** Adds faults to the simulated rack; `seed` starts the chances of all of them anew. */
    readonly addFaults: Call<
      { readonly faults: readonly FaultRule[]; readonly seed?: number },
      { readonly faults: readonly FaultInfo[] }
    >;
    /** Ends faults; all of them when `ids` is absent. Answers those that are left. */
    readonly removeFaults: Call<
      { readonly ids?: readonly number[] },
      { readonly faults: readonly FaultInfo[] }
    >;
    readonly callCommand: Call<
      { readonly command: string; readonly data: JsonObject | null },
      { readonly reply: JsonObject }
    >;
    readonly journal: Call<
      /** Entries after this `seq`. */
      { readonly after: number },
      { readonly entries: readonly Entry[]; readonly observations: readonly Observation[] }
    >;
    /** Stops the time where it is; answers once all that is due has been done. */
    readonly holdTime: Call<Nothing, HeldTime>;
    /** Lets so many milliseconds pass at once, or goes to the next event, and holds the time there. */
    readonly stepTime: Call<{ readonly ms?: number }, HeldTime>;
    /** Lets the time pass by itself, as fast as `setTimeRate` said. */
    readonly resumeTime: Call<Nothing, HeldTime>;
    /** Clock seconds per real second while nobody holds the time, 1 to 1000. */
    readonly setTimeRate: Call<{ readonly rate: number }, HeldTime>;
    /**
     * Stops every plugin by the ladder, then answers and ends. From a client that joined a daemon
     * which others keep, it ends the visit alone, unless it asks for the end of it all.
     */
    readonly shutdown: Call<{ readonly forAll?: boolean }, Nothing>;
  };
  readonly notes: Nothing;
}

/** Daemon → client. */
export interface DaemonEventContract {
  readonly requests: Nothing;
  readonly notes: {
    readonly debugLine: DebugLine;
    readonly plugin: PluginInfo;
    readonly problem: Problem;
    /** The plugin's process waits: attach now. */
    readonly debugTarget: {
      readonly plugin: string;
      readonly generation: number;
      readonly target: DebugTarget;
    };
    readonly networkPart: NetworkPart;
    readonly networkDelta: NetworkDelta;
    /** All commands there are, by name. */
    readonly commands: { readonly commands: readonly CommandInfo[] };
    /** All faults of the simulated rack. */
    readonly faults: { readonly faults: readonly FaultInfo[] };
    readonly time: DaemonTime;
    /** What the running plugins use, every few seconds. */
    readonly usage: { readonly plugins: readonly PluginUsage[] };
  };
}
