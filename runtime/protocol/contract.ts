/** One direction of a channel: requests with their answers, and notes without. */
export interface Contract {
  readonly requests: object;
  readonly notes: object;
}

/** A request's shape inside a contract. */
export interface Call<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

/** Parameters or results of requests that carry nothing. */
export type Nothing = Readonly<Record<string, never>>;
