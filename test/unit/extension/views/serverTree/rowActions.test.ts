import assert from 'node:assert/strict';
import {
  actRequest,
  type RowAction,
} from '../../../../../extension/views/serverTree/rowActions.ts';
import type { RowPlace } from '../../../../../extension/views/serverTree/rowId.ts';

const web1: RowPlace = { kind: 'server', project: '/p', server: 'web1' };
const inWeb1 = (kind: 'outlet' | 'control' | 'test' | 'link', name: string): RowPlace => ({
  kind,
  project: '/p',
  server: 'web1',
  name,
  repeat: 0,
});

describe('An action on a row', () => {
  const requests: readonly (readonly [RowAction, RowPlace, string, string, object])[] = [
    ['turnOn', web1, 'turnOn', 'web1', {}],
    ['turnOff', web1, 'turnOff', 'web1', {}],
    ['forceOn', web1, 'turnOn', 'web1', { ignoreDeps: true }],
    ['forceOff', web1, 'turnOff', 'web1', { ignoreDeps: true }],
    ['resetAttempts', web1, 'resetAttempts', 'web1', {}],
    ['readDevices', web1, 'updateNetwork', 'web1', { runTests: false }],
    ['turnOn', inWeb1('outlet', 'main'), 'setOutlet', 'web1/main', { state: true }],
    ['turnOff', inWeb1('outlet', 'a/b'), 'setOutlet', 'web1/a/b', { state: false }],
    ['turnOff', inWeb1('control', 'softoff'), 'setControl', 'web1/softoff', { state: false }],
    ['runTest', inWeb1('test', 'answers'), 'runTest', 'web1/answers', {}],
  ];
  for (const [action, place, verb, target, args] of requests)
    it(`asks for ${verb} of ${target} to ${action}`, () => {
      const request = actRequest(action, place);
      assert.deepEqual(
        { verb: request?.verb, target: request?.target, args: request?.args },
        { verb, target, args },
      );
    });

  it('is nothing where it makes no sense', () => {
    assert.equal(actRequest('runTest', web1), undefined);
    assert.equal(actRequest('forceOn', inWeb1('outlet', 'main')), undefined);
    assert.equal(actRequest('turnOn', inWeb1('test', 'answers')), undefined);
    assert.equal(actRequest('turnOn', inWeb1('link', 'db1')), undefined);
    assert.equal(actRequest('turnOn', { kind: 'faults', project: '/p' }), undefined);
    assert.equal(actRequest('turnOn', undefined), undefined);
  });
});
