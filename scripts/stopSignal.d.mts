/** Runs `stop` at the first signal to end and then ends this process; the answer takes that back. */
export function onStopSignal(stop: () => Promise<unknown>, exitCode: number): () => void;
