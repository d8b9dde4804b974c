/** Answers what `run` answers; if it fails, says so and answers the fallback: the server lives on. */
export function runSafe<Answer>(
  fallback: Answer,
  run: () => Answer,
  what: string,
  report: (message: string) => void,
): Answer {
  try {
    return run();
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    report(`Ockle could not ${what}: ${detail}`);
    return fallback;
  }
}
