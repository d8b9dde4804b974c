/** One thing that is due at a time. */
export interface Appointment<Item> {
  readonly due: number;
  readonly item: Item;
}

/** Things in the order in which they are due; those of one time in the order they came. */
export class Timeline<Item> {
  readonly #appointments: Appointment<Item>[] = [];

  /** When the first of them is due. */
  get nextDue(): number | undefined {
    return this.#appointments[0]?.due;
  }

  add(due: number, item: Item): Appointment<Item> {
    const appointment = { due, item };
    this.#appointments.splice(this.#placeAfter(due), 0, appointment);
    return appointment;
  }

  remove(appointment: Appointment<Item>): void {
    const at = this.#appointments.indexOf(appointment);
    if (at >= 0) this.#appointments.splice(at, 1);
  }

  /** Takes the first one out if it is due by now. */
  take(now: number): Item | undefined {
    const [first] = this.#appointments;
    if (!first || first.due > now) return undefined;
    this.#appointments.shift();
    return first.item;
  }

  /** Takes all of them out, in order. */
  takeAll(): readonly Item[] {
    return this.#appointments.splice(0).map(({ item }) => item);
  }

  #placeAfter(due: number): number {
    let low = 0;
    let high = this.#appointments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#appointments[middle]?.due ?? 0) <= due) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
