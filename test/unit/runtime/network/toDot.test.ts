import assert from 'node:assert/strict';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import { toDot } from '../../../../runtime/network/toDot.ts';
import type { OpStateText } from '../../../../runtime/protocol/index.ts';
import { dummyServer } from './testServer.ts';

function networkOf(...names: readonly string[]): ServerNetwork {
  const network = new ServerNetwork();
  for (const name of names) network.addServer(dummyServer(name));
  return network;
}

/** How a name is written as a node. */
function nodeOf(name: string): string {
  return (
    toDot(networkOf(name))
      .split('\n')[1]
      ?.replace(/ \[color=black\];$/, '') ?? ''
  );
}

describe('toDot', () => {
  it('writes servers in their colours, then who is needed by whom', () => {
    const network = networkOf('router', 'lab pc', 'build', 'nas');
    network.requireServer('router').setOpState('Forced on');
    network.addDependency('nas', 'router');
    network.addDependency('lab pc', 'router');
    network.addDependency('build', 'nas');
    assert.equal(
      toDot(network),
      [
        'digraph graphname {',
        'router [color="#CCFF99"];',
        'nas [color=black];',
        'build [color=black];',
        '"lab pc" [color=black];',
        'router -> nas;',
        'router -> "lab pc";',
        'nas -> build;',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('writes an empty network', () => {
    assert.equal(toDot(new ServerNetwork()), 'digraph graphname {\n}\n');
  });

  const colours: Readonly<Record<OpStateText, string>> = {
    OK: 'green',
    OFF: '"#969696"',
    'Failed to start': 'orange',
    'Failed to stop': 'yellow',
    'Switching on': 'grey',
    'Switching off': 'blue',
    'Permanently failed to start': 'red',
    'Permanently failed to Stop': 'darkred',
    'Forced on': '"#CCFF99"',
    'Forced off': '"#660066"',
    'Did not initiate yet': 'black',
    Unknown: 'black',
  };
  it('gives each state the colour of the original', () => {
    for (const [opState, colour] of Object.entries(colours)) {
      const network = networkOf('a');
      network.requireServer('a').setOpState(opState as OpStateText);
      assert.equal(toDot(network), `digraph graphname {\na [color=${colour}];\n}\n`, opState);
    }
  });

  const names: Readonly<Record<string, string>> = {
    db: 'db',
    _x1: '_x1',
    '42': '42',
    'lab pc': '"lab pc"',
    'web-1': '"web-1"',
    '1st': '"1st"',
    '3.5': '"3.5"',
    'a,b': '"a,b"',
    node: '"node"',
    Edge: '"Edge"',
    graph: '"graph"',
    DIGRAPH: '"DIGRAPH"',
    subgraph: '"subgraph"',
    strict: '"strict"',
    'a:b': '"a:b"',
    '<b>': '"<b>"',
    'say "hi"': '"say \\"hi\\""',
    'back\\slash': '"back\\\\slash"',
    'a];b [color=red': '"a];b [color=red"',
    größe: '"größe"',
  };
  for (const [name, written] of Object.entries(names)) {
    it(`writes ${name} as ${written}`, () => {
      assert.equal(nodeOf(name), written);
    });
  }
});
