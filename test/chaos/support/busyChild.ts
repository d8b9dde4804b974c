import { fork } from 'node:child_process';

// Started by a test, which kills this process: the naive way to end with one's parent, by the channel
// to it, in a child that is too busy to look.
if (process.argv[2] === undefined) {
  const child = fork(import.meta.filename, ['child'], { detached: true });
  child.on('message', () => process.stdout.write(String(child.pid)));
} else {
  process.on('disconnect', () => process.exit(0));
  process.send?.('busy', () => {
    for (;;);
  });
}
