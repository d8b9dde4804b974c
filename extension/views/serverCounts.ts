import type { ServerSnapshot } from '../../runtime/protocol/index.ts';
import { opStateAppearance } from './opStateAppearance.ts';

/** `12 of 14 on`. */
export function onText(networks: readonly ReadonlyMap<string, ServerSnapshot>[]): string {
  let on = 0;
  let all = 0;
  for (const servers of networks) {
    all += servers.size;
    for (const { opState } of servers.values())
      if (opStateAppearance(opState).menu === 'on') on += 1;
  }
  return `${on} of ${all} on`;
}
