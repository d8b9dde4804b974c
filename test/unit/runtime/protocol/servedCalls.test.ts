import assert from 'node:assert/strict';
import { duplexPair, type Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import {
  lineTransport,
  RpcPeer,
  type Call,
  type Nothing,
  type RpcLimits,
} from '../../../../runtime/protocol/index.ts';

interface Desk {
  readonly requests: {
    readonly copy: Call<{ readonly text: string }, { readonly text: string }>;
    readonly wait: Call<Nothing, Nothing>;
  };
  readonly notes: { readonly bell: { readonly rings: number } };
}
interface Caller {
  readonly requests: Nothing;
  readonly notes: { readonly said: { readonly text: string } };
}
interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly code: string };
}

/** More than a stream takes before it asks for a pause. */
const long = 'x'.repeat(200_000);

/** A desk, and the bare stream of somebody who calls it and reads only when told to. */
function open(limits: Partial<RpcLimits>) {
  const [here, there] = duplexPair();
  const bells: number[] = [];
  const waiting: (() => void)[] = [];
  const desk = new RpcPeer<Desk, Caller>(
    lineTransport(here),
    {
      requests: {
        copy: ({ text }) => ({ text }),
        wait: () => new Promise((resolve) => waiting.push(() => resolve({}))),
      },
      notes: { bell: ({ rings }) => void bells.push(rings) },
    },
    { onProblem: (problem) => assert.fail(problem), limits },
  );
  const send = (message: object): void => void there.write(`${JSON.stringify(message)}\n`);
  const fill = (): void => desk.notify('said', { text: long });
  return { desk, here, there, bells, waiting, send, fill };
}

/** Lets everything happen that is going to happen by itself. */
async function rest(): Promise<void> {
  for (let turns = 0; turns < 20; turns++) await turn();
}

/** Begins to read, and answers the next answers to calls as `id: code`. */
async function answers(there: Duplex, count: number): Promise<readonly string[]> {
  const heard: string[] = [];
  const enough = Promise.withResolvers<undefined>();
  lineTransport(there).onMessage((text) => {
    const { id, error } = JSON.parse(text) as Answer;
    if (id !== undefined) heard.push(`${id}: ${error?.code ?? 'answered'}`);
    if (heard.length === count) enough.resolve(undefined);
  });
  await enough.promise;
  return heard;
}

describe('Calls of a peer that does not read', () => {
  it('count until their answers can have been read', async () => {
    const { there, send, desk } = open({ callsServed: 3 });
    for (let id = 1; id <= 5; id++) {
      send({ id, method: 'copy', params: { text: long } });
      await rest();
    }
    const refused = ['4: too-many-calls', '5: too-many-calls'];
    const heard = await answers(there, 5);
    assert.deepEqual(heard, ['1: answered', '2: answered', '3: answered', ...refused]);
    await rest();
    const next = answers(there, 1);
    send({ id: 6, method: 'copy', params: { text: 'short' } });
    assert.deepEqual(await next, ['6: answered']);
    desk.close();
  });

  it('are answered without a limit on all together while the peer reads', async () => {
    const { there, send, desk } = open({ callsServed: 2 });
    const heard = answers(there, 50);
    for (let id = 1; id <= 50; id++) {
      send({ id, method: 'copy', params: { text: long } });
      await rest();
    }
    assert.deepEqual(
      new Set((await heard).map((each) => each.replace(/^\d+: /, ''))),
      new Set(['answered']),
    );
    desk.close();
  });

  for (const refused of [3, 4, 5]) {
    const stops = refused >= 4;
    it(`let 4 refusals wait at most, so ${refused} ${stops ? 'end' : 'do not end'} the reading until there is room`, async () => {
      const { there, send, fill, bells, waiting, desk } = open({
        callsServed: 1,
        refusalsWaiting: 4,
      });
      send({ id: 1, method: 'wait', params: {} });
      fill();
      for (let id = 2; id < 2 + refused; id++) {
        send({ id, method: 'copy', params: { text: '' } });
        await rest();
      }
      send({ method: 'bell', params: { rings: 1 } });
      await rest();
      assert.deepEqual(bells, stops ? [] : [1]);
      const heard = await answers(there, refused);
      const ids = Array.from({ length: refused }, (_, at) => at + 2);
      assert.deepEqual(
        heard,
        ids.map((id) => `${id}: too-many-calls`),
      );
      await rest();
      assert.deepEqual(bells, [1]);
      const last = answers(there, 2);
      for (const answer of waiting) answer();
      await rest();
      send({ id: 9, method: 'copy', params: { text: '' } });
      assert.deepEqual(await last, ['1: answered', '9: answered']);
      desk.close();
    });
  }

  it('send nothing for all those refused until there is room', async () => {
    const { here, there, send, fill, desk } = open({ callsServed: 1 });
    send({ id: 1, method: 'wait', params: {} });
    fill();
    await rest();
    const queued = here.writableLength;
    for (let id = 2; id < 1_002; id++) send({ id, method: 'wait', params: {} });
    await rest();
    assert.equal(here.writableLength, queued);
    assert.equal((await answers(there, 1_000)).length, 1_000);
    desk.close();
  });
});
