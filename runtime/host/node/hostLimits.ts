import { maxMessageBytes } from '../../protocol/index.ts';

/** What the daemon bears from this process, so that more is refused here already. */
export interface HostLimits {
  readonly messageBytes: number;
  readonly callsPending: number;
}

/** Takes the limits out of the arguments; what is left looks as without a host. */
export function takeHostLimits(args: string[]): HostLimits {
  const [messageBytes = maxMessageBytes, callsPending = Infinity] = args.splice(2).map(Number);
  return { messageBytes, callsPending };
}
