/** The exact texts of Ockle's operation states; `Unknown` is ours and never means OFF. */
export const opStates = {
  OK: 'OK',
  OFF: 'OFF',
  failedToStart: 'Failed to start',
  failedToStop: 'Failed to stop',
  SwitcingOn: 'Switching on',
  SwitchingOff: 'Switching off',
  permanentlyFailedToStart: 'Permanently failed to start',
  permanentlyFailedToStop: 'Permanently failed to Stop',
  forcedOn: 'Forced on',
  forcedOff: 'Forced off',
  INIT: 'Did not initiate yet',
  unknown: 'Unknown',
} as const;

/** OpState of a server, outlet or control. */
export type OpStateText = (typeof opStates)[keyof typeof opStates];

/** OpState of a test. */
export type TestStateText = 'SUCCEEDED' | 'FAILED' | 'Did not initiate yet';

/** An outlet or control: `state` is what was last read from the device, null when it could not be read. */
export interface SwitchSnapshot {
  readonly name: string;
  /** Device type, e.g. `Dummy`. */
  readonly type: string;
  /** The PDU or controller it belongs to. */
  readonly generator: string;
  /** Socket number or the like, as written in the server's file. */
  readonly address?: string;
  readonly opState: OpStateText;
  readonly state: boolean | null;
  /** Present when it says more of itself, which has to be asked for. */
  readonly hasData?: true;
}

/** A test of a server. */
export interface TestSnapshot {
  readonly name: string;
  readonly type: string;
  readonly generator: string;
  readonly opState: TestStateText;
}

/** Everything a view or a host replica knows of one server. */
export interface ServerSnapshot {
  readonly name: string;
  readonly opState: OpStateText;
  /** Names it needs, in file order. */
  readonly dependencies: readonly string[];
  readonly startAttempts: number;
  readonly shutdownAttempts: number;
  readonly outlets: readonly SwitchSnapshot[];
  readonly controls: readonly SwitchSnapshot[];
  readonly tests: readonly TestSnapshot[];
  /** Absolute path of its ini file. */
  readonly file: string;
}

/** One numbered part of a snapshot, at most 256 KiB of JSON; servers stand in dependency order. */
export interface NetworkPart {
  /** Number of the last change the snapshot contains. */
  readonly seq: number;
  /** 0-based. */
  readonly part: number;
  readonly parts: number;
  readonly servers: readonly ServerSnapshot[];
}

/** Servers that changed, whole; `seq` grows by one per delta. */
export interface NetworkDelta {
  readonly seq: number;
  readonly changed: readonly ServerSnapshot[];
}
