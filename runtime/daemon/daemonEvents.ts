import { Emitter } from '../base/emitter.ts';
import type { DaemonEventContract } from '../protocol/index.ts';

type Notes = DaemonEventContract['notes'];

/** What a daemon tells whoever watches it, besides the changes of its servers. */
export class DaemonEvents {
  readonly debugLine = new Emitter<Notes['debugLine']>();
  readonly plugin = new Emitter<Notes['plugin']>();
  readonly problem = new Emitter<Notes['problem']>();
  readonly debugTarget = new Emitter<Notes['debugTarget']>();
  /** Somebody asked for the end of the daemon, and the gate let it through. */
  readonly end = new Emitter<'restart' | 'shutdown'>();
}
