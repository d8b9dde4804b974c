import { duplexPair } from 'node:stream';
import {
  lineTransport,
  RpcError,
  RpcPeer,
  type Call,
  type Nothing,
  type RpcHandlers,
  type RpcLimits,
  type RpcTimers,
} from '../../../../runtime/protocol/index.ts';

/** What is served here. */
export interface Kitchen {
  readonly requests: {
    readonly cook: Call<{ readonly dish: string }, { readonly plate: string }>;
    readonly burn: Call<Nothing, Nothing>;
    readonly wait: Call<Nothing, Nothing>;
  };
  readonly notes: { readonly bell: { readonly rings: number } };
}

/** What those are told who are served. */
export interface Guest {
  readonly requests: Nothing;
  readonly notes: { readonly smell: { readonly of: string } };
}

/** Any problem fails the test. */
export const quiet = {
  onProblem: (problem: RpcError): void => {
    throw problem;
  },
};

/** Serves everything. */
export const cook: RpcHandlers<Kitchen> = {
  requests: {
    cook: ({ dish }) => ({ plate: `${dish} on a plate` }),
    burn: () => {
      throw new RpcError('too-hot', 'The pan is too hot.', { degrees: 300 });
    },
    wait: () => new Promise(() => undefined),
  },
  notes: { bell: () => undefined },
};

/** Both ends of a channel. */
export function table(handlers = cook, timers?: RpcTimers, limits?: Partial<RpcLimits>) {
  const [here, there] = duplexPair();
  const smells: string[] = [];
  const problems: RpcError[] = [];
  const kitchen = new RpcPeer<Kitchen, Guest>(lineTransport(here), handlers, {
    onProblem: (problem) => problems.push(problem),
    limits,
  });
  const guest = new RpcPeer<Guest, Kitchen>(
    lineTransport(there),
    { requests: {}, notes: { smell: ({ of }) => void smells.push(of) } },
    {
      ...quiet,
      ...(timers && { timers }),
      limits: { callsPending: limits?.callsPending ?? Infinity },
    },
  );
  return { kitchen, guest, smells, problems };
}
