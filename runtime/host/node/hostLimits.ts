import { maxMessageBytes } from '../../protocol/index.ts';

/** What the daemon bears from this process, so that more is refused here already. */
export interface HostLimits {
  readonly messageBytes: number;
  readonly callsPending: number;
}

/** Whether this process has to wait for its plugin, for longer than it takes to get ready. */
export function takeIsSpare(args: string[]): boolean {
  const isSpare = args.at(-1) === 'spare';
  if (isSpare) args.pop();
  return isSpare;
}

/** Takes the limits out of the arguments; what is left looks as without a host. */
export function takeHostLimits(args: string[]): HostLimits {
  const [messageBytes = maxMessageBytes, callsPending = Infinity] = args.splice(2).map(Number);
  return { messageBytes, callsPending };
}
