import type { Entry, JsonValue, Outcome } from '../protocol/index.ts';
import type { Clock } from './clock.ts';
import { errorCode, errorMessage } from './codedError.ts';
import type { ActionRequest, Journal } from './journal.ts';

/** What a rule says to a request. */
type Verdict = { readonly allow: true } | { readonly allow: false; readonly reason: string };

/** One condition that every request has to meet. */
export interface GateRule {
  /** Stable; part of the refused outcome. */
  readonly name: string;
  /** What a request has to wait for before any rule judges it, if anything. */
  until?(request: ActionRequest): Promise<unknown> | undefined;
  check(request: ActionRequest): Verdict;
}

/** What an action was asked for and what came of it. */
export type ActionResult = Pick<
  Extract<Outcome, { kind: 'done' }>,
  'requested' | 'observed' | 'before' | 'after'
>;

/** Longer JSON of a single value is not kept in the journal. */
const longestKept = 8_192;

type Perform = (entry: Entry) => ActionResult | Promise<ActionResult>;

/** Somebody who waits for actions to end, and those that have not. */
interface Watcher {
  readonly left: Set<Entry>;
  readonly resolve: () => void;
}

/** The one door of every action: it is written down, judged by the rules, done, and its outcome kept. */
export class Gate {
  readonly #journal: Journal;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #rules: readonly GateRule[];
  readonly #underWay = new Set<Entry>();
  readonly #watchers = new Set<Watcher>();

  constructor(journal: Journal, clock: Pick<Clock, 'now'>, rules: readonly GateRule[]) {
    this.#journal = journal;
    this.#clock = clock;
    this.#rules = rules;
  }

  /** Never rejects: an error of `perform` is the outcome `failed`. */
  async submit(request: ActionRequest, perform: Perform): Promise<Outcome> {
    const { args } = request;
    const kept = isShort(args) ? request : { ...request, args: { omitted: lengthOf(args) } };
    const entry = this.#journal.write(kept);
    const started = this.#clock.now();
    this.#underWay.add(entry);
    let outcome: Outcome;
    // One function with all its waits, as many a command takes less time than a further promise.
    try {
      for (let wait = this.#until(request); wait; wait = this.#until(request)) await wait;
      const refusal = this.#refusal(request);
      outcome = refusal ?? this.#done(await perform(entry), started);
    } catch (error) {
      outcome = { kind: 'failed', code: errorCode(error), message: errorMessage(error) };
    }
    this.#leave(entry);
    this.#journal.complete(entry, keep(outcome));
    return outcome;
  }

  /** Resolves when nothing is under way that passed the gate before. */
  async settled(): Promise<void> {
    const left = new Set(this.#underWay);
    if (left.size === 0) return;
    await new Promise<void>((resolve) => this.#watchers.add({ left, resolve }));
  }

  #leave(entry: Entry): void {
    this.#underWay.delete(entry);
    for (const watcher of this.#watchers) {
      watcher.left.delete(entry);
      if (watcher.left.size > 0) continue;
      this.#watchers.delete(watcher);
      watcher.resolve();
    }
  }

  #done({ requested, observed, before, after }: ActionResult, started: number): Outcome {
    const ms = this.#clock.now() - started;
    return { kind: 'done', requested, observed, before, after, ms };
  }

  /** What holds when a request is judged must still hold when it begins: no wait comes in between. */
  #until(request: ActionRequest): Promise<unknown> | undefined {
    for (const rule of this.#rules) {
      const wait = rule.until?.(request);
      if (wait) return wait;
    }
    return undefined;
  }

  #refusal(request: ActionRequest): Outcome | undefined {
    for (const rule of this.#rules) {
      const verdict = rule.check(request);
      if (!verdict.allow) return { kind: 'refused', rule: rule.name, reason: verdict.reason };
    }
    return undefined;
  }
}

function keep(outcome: Outcome): Outcome {
  if (outcome.kind !== 'done') return outcome;
  const { requested, observed, before, after } = outcome;
  if (isShort(requested) && isShort(observed) && isShort(before) && isShort(after)) return outcome;
  return {
    ...outcome,
    requested: shorten(requested),
    observed: shorten(observed),
    before: shorten(before),
    after: shorten(after),
  };
}

function shorten(value: JsonValue): JsonValue {
  return isShort(value) ? value : { omitted: lengthOf(value) };
}

function isShort(value: JsonValue): boolean {
  return lengthAtMost(value) <= longestKept || lengthOf(value) <= longestKept;
}

/** More than the JSON of any number, true, false or null has. */
const longestPlain = 32;

/** A bound that needs no text: nearly everything is far below what is kept. */
function lengthAtMost(value: JsonValue): number {
  if (typeof value === 'string') return 6 * value.length + 2;
  if (typeof value !== 'object' || value === null) return longestPlain;
  let length = 2;
  const own = value as Readonly<Record<string, JsonValue>>;
  for (const name of Object.keys(own)) {
    length += 6 * name.length + 4 + lengthAtMost(own[name] ?? null);
  }
  return length;
}

function lengthOf(value: JsonValue): number {
  return JSON.stringify(value).length;
}
