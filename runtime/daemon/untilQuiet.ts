/** Kinds of resources that will call back by themselves, soon. */
const underWay = /^Immediate$|Req/;

/** In a row: closing a file, for one, is over a moment before its promise is. */
const quietRounds = 4;

/** Settles when this process has nothing under way but timers and open connections. */
export async function untilQuiet(): Promise<void> {
  for (let rounds = 0; rounds < quietRounds; rounds++) {
    await new Promise(setImmediate);
    if (process.getActiveResourcesInfo().some((kind) => underWay.test(kind))) rounds = -1;
  }
}
