import type { ServerSnapshot } from '../../../runtime/protocol/index.ts';

/** Servers as an indented tree: name and OpState, attempts if any, then its objects. */
export function renderServers(servers: readonly ServerSnapshot[]): string {
  return servers.flatMap(renderServer).join('\n');
}

function renderServer(server: ServerSnapshot): readonly string[] {
  const { name, opState, dependencies, startAttempts, shutdownAttempts } = server;
  const needs = dependencies.length > 0 ? ` needs ${dependencies.join(', ')}` : '';
  const attempts = [
    startAttempts > 0 ? ` start ${startAttempts}` : '',
    shutdownAttempts > 0 ? ` stop ${shutdownAttempts}` : '',
  ].join('');
  return [
    `${name}${needs}: ${opState}${attempts}`,
    ...[...server.outlets, ...server.controls].map(
      (each) => `  ${each.name} ${each.type}: ${each.opState} (${renderState(each.state)})`,
    ),
    ...server.tests.map((test) => `  ${test.name} ${test.type}: ${test.opState}`),
  ];
}

function renderState(state: boolean | null): string {
  if (state === null) return 'unknown';
  return state ? 'on' : 'off';
}
