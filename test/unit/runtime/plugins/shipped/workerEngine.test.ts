import assert from 'node:assert/strict';
import { WorkerEngine } from '../../../../../runtime/plugins/shipped/control/workerEngine.ts';

function openEngine() {
  const errors: string[] = [];
  const engine = new WorkerEngine((id, error) => errors.push(`${id}: ${String(error)}`));
  const begun = new Map<string, PromiseWithResolvers<undefined>>();
  const begin = (id: string): void => {
    const work = Promise.withResolvers<undefined>();
    begun.set(id, work);
    engine.addWorker(id, () => work.promise);
  };
  const end = async (...ids: readonly string[]): Promise<void> => {
    for (const id of ids) begun.get(id)?.resolve(undefined);
    await new Promise(setImmediate);
  };
  return { engine, errors, begin, end };
}

describe('WorkerEngine', () => {
  it('begins work at once, also under an id that is there', () => {
    const { engine, begin } = openEngine();
    for (const id of ['a', 'b', 'a']) begin(id);
    assert.deepEqual(engine.getWorkers(), ['a', 'b', 'a']);
    assert.equal(engine.getWorkerCount(), 3);
  });

  it('knows a worker that is done until it is cleaned away', async () => {
    const { engine, begin, end } = openEngine();
    begin('a');
    await end('a');
    assert.equal(engine.isWorker('a'), true);
    engine.cleanDoneWorkers();
    assert.equal(engine.isWorker('a'), false);
  });

  it('cleans away all that are done, not every second one', async () => {
    const { engine, begin, end } = openEngine();
    for (const id of ['a', 'b', 'c', 'd', 'e']) begin(id);
    await end('a', 'b', 'c', 'd');
    engine.cleanDoneWorkers();
    assert.deepEqual(engine.getWorkers(), ['e']);
  });

  it('waits for all, those that begin meanwhile too', async () => {
    const { engine, begin, end } = openEngine();
    begin('a');
    let isOver = false;
    const over = engine.waitForWorkers().then(() => (isOver = true));
    begin('b');
    await end('a');
    assert.equal(isOver, false);
    await end('b');
    await over;
    assert.equal(engine.getWorkerCount(), 0);
  });

  it('tells what a worker threw, and goes on', async () => {
    const { engine, errors } = openEngine();
    engine.addWorker('a', () => Promise.reject(new Error('no power')));
    engine.addWorker('b', () => {
      throw new Error('at once');
    });
    await engine.waitForWorkers();
    assert.deepEqual(errors.sort(), ['a: Error: no power', 'b: Error: at once']);
  });
});
