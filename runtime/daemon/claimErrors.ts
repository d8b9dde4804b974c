/**
 * Errors that nobody caught end only the plugin they come from, as long as it is one inside this
 * process; a fault of the daemon itself ends the process with its stack.
 */
export function claimErrors(claim: (thrown: unknown) => boolean): void {
  process.on('uncaughtException', (thrown: unknown) => {
    if (claim(thrown)) return;
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    process.stderr.write(`The Ockle daemon failed: ${text}\n`);
    process.exit(1);
  });
}
