import assert from 'node:assert/strict';
import { daemonDecoders } from '../../../../runtime/protocol/index.ts';

const { requests } = daemonDecoders;

describe('daemonDecoders', () => {
  it('pass on what the contract knows and leave the rest out', () => {
    assert.deepEqual(requests.runPlugins({ plugins: ['A'], debug: true, more: 1 }), {
      plugins: ['A'],
      debug: true,
    });
    assert.deepEqual(requests.callCommand({ command: 'x', data: null }), {
      command: 'x',
      data: null,
    });
  });

  for (const [request, value, wrong] of [
    ['initialize', { protocol: '1', client: 'x' }, /“protocol” is no number/],
    ['initialize', null, /no object with “protocol”/],
    ['runPlugins', { plugins: 'A', debug: false }, /“plugins” is no list of texts/],
    ['runPlugins', { plugins: [1], debug: false }, /“plugins” is no list of texts/],
    ['runPlugins', { plugins: [], debug: 'no' }, /“debug” is neither true nor false/],
    ['runPlugins', { plugins: [], debug: false, withCommands: 1 }, /“withCommands”/],
    ['stopPlugin', {}, /“plugin” is no text/],
    ['act', { verb: 'on', target: 'web1', args: {} }, /“verb” is none of turnOn, turnOff/],
    ['stopDebugging', { plugin: 1 }, /“plugin” is no text/],
    ['callCommand', { command: 'x', data: [] }, /“data” is no object/],
    ['callCommand', Object.create({ command: 'x', data: null }), /“command” is no text/],
    ['journal', { after: null }, /“after” is no number/],
  ] as const) {
    it(`name what is wrong with ${request} of ${JSON.stringify(value)}`, () => {
      assert.throws(() => requests[request](value), wrong);
    });
  }
});
