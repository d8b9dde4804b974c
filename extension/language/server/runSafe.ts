/** Answers what `run` answers; if it fails, says so and answers the fallback: the server lives on. */
export async function runSafe<Answer>(
  fallback: Answer,
  run: () => Answer | Promise<Answer>,
  what: string,
  report: (message: string) => void,
): Promise<Answer> {
  try {
    return await run();
  } catch (error) {
    report(failureText(what, error));
    return fallback;
  }
}

/** What the log tells of something that failed. */
export function failureText(what: string, error: unknown): string {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Ockle could not ${what}: ${detail}`;
}
