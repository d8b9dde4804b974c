import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver/node';
import { Delivery } from '../../../../../extension/language/server/delivery.ts';

const uri = 'untitled:Untitled-1';
const found: Diagnostic = {
  message: 'wrong',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
};

describe('Delivery', () => {
  it('shows nothing of a check that was on its way when the file was closed', async () => {
    const sent: number[] = [];
    const begun = Promise.withResolvers<undefined>();
    const answer = Promise.withResolvers<readonly Diagnostic[]>();
    const ended = Promise.withResolvers<undefined>();
    let pauses = 0;
    const delivery = new Delivery({
      check: () => {
        begun.resolve(undefined);
        return answer.promise;
      },
      send: (_, diagnostics) => sent.push(diagnostics.length),
      isOpen: () => false,
      pause: () => {
        pauses++;
        if (pauses === 2) ended.resolve(undefined);
        return Promise.resolve();
      },
      report: (message) => {
        throw new Error(message);
      },
    });
    delivery.request([uri]);
    await begun.promise;
    delivery.clear(uri);
    answer.resolve([found]);
    await ended.promise;
    assert.deepEqual(sent, []);
  });
});
