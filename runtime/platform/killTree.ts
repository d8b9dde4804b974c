import { spawn } from 'node:child_process';

/**
 * Signals a process that leads its own group together with everything it started.
 * Answers whether something was still there.
 */
export function killTree(pid: number, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  return process.platform === 'win32' ? killWindowsTree(pid) : killGroup(pid, signal);
}

function killGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw thrown;
  }
}

/** Windows has no signals that a console-less process could catch. */
function killWindowsTree(pid: number): boolean {
  spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  return true;
}
