/** What can go wrong with a simulated device. */
export const faultKinds = [
  /** Writes are accepted and change nothing. */
  'stuck',
  /** Reads answer the opposite of what is so. */
  'lying',
  /** Every call takes `ms` longer. */
  'slow',
  /** The device goes on and off by itself every `ms`. */
  'flapping',
  /** The call fails at once, as on a lost connection. */
  'drops',
  /** Nothing is answered; on a PDU, by none of its outlets. */
  'away',
  /** A test passes where it should fail, and fails where it should pass. */
  'testerLies',
] as const;

/** One of {@link faultKinds}. */
export type FaultKind = (typeof faultKinds)[number];

/** A fault of the simulated rack. */
export interface FaultRule {
  /** `server/object`, or the name of a PDU, controller or tester for all that belongs to it. */
  readonly target: string;
  readonly kind: FaultKind;
  /** Milliseconds of the daemon's clock, for `slow` and `flapping`. */
  readonly ms?: number;
  /** Only this call of the target, counted from 1 when the fault begins. */
  readonly nth?: number;
  /** Share of the calls it strikes, above 0 to 1; which ones follows from the seed. 1 when absent. */
  readonly probability?: number;
}

/** A fault that holds now. */
export interface FaultInfo extends FaultRule {
  readonly id: number;
  /** Calls it has struck. */
  readonly hits: number;
}
