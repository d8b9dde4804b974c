import { writeFileSync } from 'node:fs';
import { liveBytes } from './liveBytes.ts';

// Imported into a process before its own code: it answers each SIGUSR2 with a line in the file that
// OCKLE_TEST_LIVE_BYTES names, which says how often it was asked and how many bytes it keeps.
const file = process.env['OCKLE_TEST_LIVE_BYTES'] ?? '';
let asked = 0;
process.on('SIGUSR2', () => {
  void liveBytes().then((bytes) => writeFileSync(file, `${++asked} ${bytes}\n`));
});
