import type { JournalExtract } from '../base/journal.ts';

/** A journal as lines of JSON, actions and observations in their one order. */
export function journalLines({ entries, observations }: JournalExtract): string {
  const all = [...entries, ...observations].sort((a, b) => a.seq - b.seq);
  return all.map((each) => `${JSON.stringify(each)}\n`).join('');
}
