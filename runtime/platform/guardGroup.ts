import { spawn } from 'node:child_process';

/** Ends a group as soon as its input ends without a line, however we came to our end. */
const script = 'read -r line || kill -s KILL -- "-$0"';

/**
 * Sees to it that a process group ends with us, even if we are killed: its leader may be too busy to
 * notice, and a leader that the system kills takes nothing along. Answers how to call that off.
 */
export function guardGroup(pid: number): () => void {
  if (process.platform === 'win32') return () => undefined;
  const guard = spawn('/bin/sh', ['-c', script, String(pid)], {
    cwd: '/',
    // What ends our own group, such as Ctrl+C in a terminal, must not end the guard first.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a guard the leader's own watch over its channel has to be enough.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  return () => guard.stdin.end('over\n');
}
