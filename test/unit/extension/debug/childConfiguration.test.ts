import assert from 'node:assert/strict';
import { childConfiguration } from '../../../../extension/debug/childConfiguration.ts';

describe('The configuration of a child session', () => {
  it('attaches js-debug to the waiting inspector and trusts the positions as they are', () => {
    const target = { kind: 'node', url: 'ws://127.0.0.1:4711/a' } as const;
    const configuration = childConfiguration(
      { name: 'DoorWatch', file: '/p/DoorWatch.ts', generation: 2 },
      target,
      '/dist',
    );
    assert.equal(configuration.type, 'pwa-node');
    assert.equal(configuration.name, 'DoorWatch.ts');
    assert.deepEqual([configuration['plugin'], configuration['generation']], ['DoorWatch', 2]);
    assert.equal(configuration['websocketAddress'], target.url);
    assert.equal(configuration['continueOnAttach'], true);
    assert.equal(configuration['enableContentValidation'], false);
    assert.deepEqual(configuration['skipFiles'], ['<node_internals>/**', '/dist/**']);
  });

  it('attaches debugpy to its port and steps into everything but the host', () => {
    const target = { kind: 'python', host: '127.0.0.1', port: 4711 } as const;
    const plugin = { name: 'Rota', file: '/p/Rota.py', generation: 1 };
    const configuration = childConfiguration(plugin, target, '/dist');
    assert.equal(configuration.type, 'ockle-python');
    assert.equal(configuration['port'], 4711);
    assert.equal(configuration['justMyCode'], false);
    assert.deepEqual(configuration['rules'], [{ path: '/dist/python/**', include: false }]);
  });
});
