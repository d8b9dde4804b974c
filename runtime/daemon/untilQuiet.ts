/** Kinds of resources that will call back by themselves, soon. */
const underWay = /^Immediate$|Req/;

/** Settles when this process has nothing under way but timers and open connections. */
export async function untilQuiet(): Promise<void> {
  do await new Promise(setImmediate);
  while (process.getActiveResourcesInfo().some((kind) => underWay.test(kind)));
}
