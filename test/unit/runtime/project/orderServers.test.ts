import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderServers } from '../../../../runtime/project/index.ts';

/** Reads `web: nas, switch` per line as a server and what it needs. */
function order(text: string) {
  const servers = text.split('\n').map((line) => {
    const [name = '', needs = ''] = line.split(':');
    return {
      name: name.trim(),
      dependencies: needs
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    };
  });
  return orderServers(servers);
}

describe('The order of servers', () => {
  it('puts needed servers first and the rest by name', () => {
    const { ordered } = order(
      'web10: switch\nweb2: switch, nas\nnas: switch\nswitch: router\nrouter\nalarm',
    );
    assert.deepEqual(ordered, ['alarm', 'router', 'switch', 'nas', 'web2', 'web10']);
  });

  it('is the same for every order of the files', () => {
    const lines = ['web2: nas', 'web1: nas', 'nas: switch', 'switch'];
    assert.deepEqual(order(lines.join('\n')).ordered, order(lines.toReversed().join('\n')).ordered);
  });

  it('ignores the need that closes a circle and names the circle', () => {
    const result = order('a: b\nb: c\nc: a\nd: d');
    assert.deepEqual(result.ordered, ['c', 'b', 'a', 'd']);
    assert.deepEqual(result.cycles, [['c', 'b', 'a'], ['d']]);
    assert.deepEqual(
      [...result.dependencies],
      [
        ['a', ['b']],
        ['b', ['c']],
        ['c', []],
        ['d', []],
      ],
    );
  });

  it('tells needs for servers that do not exist', () => {
    const result = order('a: gone, b\nb');
    assert.deepEqual(result.unknown, [{ server: 'a', dependency: 'gone' }]);
    assert.deepEqual(result.dependencies.get('a'), ['b']);
  });

  it('goes through a chain of 100,000', () => {
    const servers = Array.from({ length: 100_000 }, (_, index) => ({
      name: `s${index}`,
      dependencies: [`s${index + 1}`],
    }));
    assert.equal(orderServers(servers).ordered[0], 's99999');
  }).timeout(20_000);

  it('holds every need that it does not report', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor');
    const servers = fc.uniqueArray(
      fc.record({ name, dependencies: fc.array(name, { maxLength: 4 }) }),
      { selector: (each) => each.name },
    );
    fc.assert(
      fc.property(servers, (each) => {
        const { ordered, dependencies } = orderServers(each);
        assert.deepEqual(ordered.toSorted(), each.map((server) => server.name).sort());
        for (const [server, needs] of dependencies) {
          for (const need of needs) assert.ok(ordered.indexOf(need) < ordered.indexOf(server));
        }
      }),
    );
  });
});
