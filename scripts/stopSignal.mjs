const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs `stop` at the first signal to end and then ends this process; later signals change nothing,
 * because a terminal and a parent process often send the same one twice.
 *
 * @param {() => Promise<unknown>} stop
 * @param {number} exitCode
 * @returns {() => void} takes it back
 */
export function onStopSignal(stop, exitCode) {
  let isStopping = false;
  const listener = () => {
    if (isStopping) return;
    isStopping = true;
    void stop().finally(() => process.exit(exitCode));
  };
  for (const signal of signals) process.on(signal, listener);
  return () => {
    for (const signal of signals) process.removeListener(signal, listener);
  };
}
