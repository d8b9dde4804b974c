import type { DeviceLine } from '../../../../runtime/devices/deviceLine.ts';
import { SwitchTemplate } from '../../../../runtime/devices/switchTemplate.ts';
import { spec } from '../network/testServer.ts';

/** How a simulated device behaves. */
export type Mode =
  | 'ok'
  /** Never answers, and does not let go of a call either. */
  | 'hung'
  /** Never answers, but lets go when nobody waits any more. */
  | 'silent'
  | 'refuses'
  /** Says yes and does nothing. */
  | 'lies'
  /** Follows after some reads only. */
  | 'late'
  /** Fails at every second call. */
  | 'flaps'
  /** Is gone after the first write. */
  | 'disappears';

/** What a PDU really gets to do, seen from inside. */
export class PduRecord {
  /** Calls that the PDU is busy with now, and the most there ever were. */
  underWay = 0;
  most = 0;
  readonly writes: string[] = [];
  /** Ends hung calls at last. */
  readonly release = Promise.withResolvers<undefined>();
}

/** An outlet of a PDU that can misbehave in every way there is. */
export class SimulatedOutlet extends SwitchTemplate {
  readonly type = 'Simulated';
  mode: Mode = 'ok';
  /** Reads that a late device needs before it has followed. */
  readsToFollow = 3;
  reads = 0;
  isOn = false;
  readonly #pdu: PduRecord;
  #wanted = false;
  #sinceWrite = 0;
  #calls = 0;

  constructor(name: string, pdu: PduRecord, line: DeviceLine, server?: string) {
    super(spec(name, {}, line, server));
    this.#pdu = pdu;
  }

  protected writeState(state: boolean, ending: AbortSignal): Promise<void> {
    return this.#call(ending, () => {
      this.#pdu.writes.push(`${this.name} ${state ? 'on' : 'off'}`);
      this.#wanted = state;
      this.#sinceWrite = 0;
      if (this.mode === 'disappears') this.mode = 'refuses';
      if (this.mode !== 'late' && this.mode !== 'lies') this.isOn = state;
    });
  }

  protected readState(ending: AbortSignal): Promise<boolean> {
    return this.#call(ending, () => {
      this.reads++;
      if (this.mode === 'late' && ++this.#sinceWrite > this.readsToFollow) {
        this.isOn = this.#wanted;
      }
      return this.isOn;
    });
  }

  async #call<Result>(ending: AbortSignal, answer: () => Result): Promise<Result> {
    const pdu = this.#pdu;
    pdu.most = Math.max(pdu.most, ++pdu.underWay);
    try {
      // A PDU takes a moment.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#misbehave(ending);
      return answer();
    } finally {
      pdu.underWay--;
    }
  }

  async #misbehave(ending: AbortSignal): Promise<void> {
    if (this.mode === 'hung') await this.#pdu.release.promise;
    if (this.mode === 'silent') await aborted(ending);
    if (this.mode === 'refuses') throw new Error('connection refused');
    if (this.mode === 'flaps' && this.#calls++ % 2 === 1) throw new Error('connection reset');
  }
}

function aborted(ending: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => reject(new Error('the call was ended'));
    if (ending.aborted) end();
    else ending.addEventListener('abort', end, { once: true });
  });
}
