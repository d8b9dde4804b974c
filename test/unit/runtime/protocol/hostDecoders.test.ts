import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodePluginFailure, hostReportDecoders } from '../../../../runtime/protocol/index.ts';

const source = { file: '/project/src/plugins/X.ts', line: 3, column: 5 };

describe('hostReportDecoders', () => {
  it('passes on what the contract knows and leaves the rest out', () => {
    const { act } = hostReportDecoders.requests;
    const request = { verb: 'turnOn', target: 'web1', args: { a: [1] }, source };
    assert.deepEqual(act({ ...request, more: 1 }), request);
  });

  it('keeps null apart from absent', () => {
    assert.deepEqual(hostReportDecoders.notes.parked({ until: null, lastSeqSeen: 3 }), {
      until: null,
      lastSeqSeen: 3,
    });
    assert.throws(
      () => hostReportDecoders.notes.parked({ lastSeqSeen: 3 }),
      /“until” is no number/,
    );
  });

  it('names the member that is wrong', () => {
    const { act } = hostReportDecoders.requests;
    assert.throws(() => act({ verb: 'fly', target: 'x', args: {} }), /“verb” is none of turnOn, /);
    assert.throws(() => act({ verb: 'turnOn', target: 4, args: {} }), /“target” is no text/);
    assert.throws(() => act({ verb: 'turnOn', target: 'x', args: [] }), /“args” is no object/);
    assert.throws(() => act(null), /no object with “verb”/);
  });

  it('does not take inherited members', () => {
    assert.throws(() =>
      decodePluginFailure(Object.create({ code: 'plugin-exited', message: 'x' })),
    );
  });

  it('answers or throws an Error for anything at all', () => {
    const decoders = Object.values({ ...hostReportDecoders.requests, ...hostReportDecoders.notes });
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const decode of decoders) {
          try {
            decode(value);
          } catch (thrown) {
            assert.ok(thrown instanceof Error && !(thrown instanceof TypeError));
          }
        }
      }),
    );
  });
});
