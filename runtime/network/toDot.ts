import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { ServerNetwork } from './serverNetwork.ts';

const colours: Readonly<Record<OpStateText, string>> = {
  [opStates.OK]: 'green',
  [opStates.OFF]: '#969696',
  [opStates.failedToStart]: 'orange',
  [opStates.failedToStop]: 'yellow',
  [opStates.SwitcingOn]: 'grey',
  [opStates.SwitchingOff]: 'blue',
  [opStates.permanentlyFailedToStart]: 'red',
  [opStates.permanentlyFailedToStop]: 'darkred',
  [opStates.forcedOn]: '#CCFF99',
  [opStates.forcedOff]: '#660066',
  [opStates.INIT]: 'black',
  [opStates.unknown]: 'black',
};

/** Words of Graphviz' language; case does not matter there. */
const reserved = ['node', 'edge', 'graph', 'digraph', 'subgraph', 'strict'];

/** The network in Graphviz' language: servers in their OpState's colour, edges from needed to needing. */
export function toDot(network: ServerNetwork): string {
  const nodes = network.getSortedNodeList();
  const lines = nodes.map(
    ({ name, opState }) => `${quote(name)} [color=${quote(colours[opState])}];`,
  );
  const edges = nodes.flatMap(({ name }) =>
    network.getDependent(name).map((dependent) => `${quote(name)} -> ${quote(dependent)};`),
  );
  return ['digraph graphname {', ...lines, ...edges, '}', ''].join('\n');
}

function quote(text: string): string {
  const isPlain = /^(?:[A-Za-z_][A-Za-z0-9_]*|[0-9]+)$/.test(text);
  if (isPlain && !reserved.includes(text.toLowerCase())) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
