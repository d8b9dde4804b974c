/** What a fixture is expected to come to. */
export interface Expectation {
  /**
   * `running`; `unresponsive`, `busy` or `waiting` for one that runs so; else the code of its failure
   * with what tells it apart, e.g. `plugin-exited 7`.
   */
  readonly label: string;
  /** Mark of the source line that the failure or the hang names. */
  readonly line?: string;
  /** Function that the hang names. */
  readonly where?: string;
  /** What the message or a problem has to say. */
  readonly says?: RegExp;
  /** Line that the plugin writes when it has done its worst. */
  readonly hears?: RegExp;
  /** It has to be ended by force. */
  readonly forced?: boolean;
  /** It is given no time to load. */
  readonly hurried?: boolean;
}

/** One fixture in both languages; the Python class has `Py` at its end. */
export interface Fixture {
  readonly name: string;
  readonly typescript?: Expectation;
  readonly python?: Expectation;
}

const running: Expectation = { label: 'running' };

const both = (name: string, expectation: Expectation): Fixture => ({
  name,
  typescript: expectation,
  python: expectation,
});

const bomb = (name: string): Fixture =>
  both(name, { label: 'plugin-memory', says: /256 MB|ran out of memory/ });

/** Hangs that a TypeScript plugin answers nothing in. */
const hang = (name: string, python: Expectation): Fixture => ({
  name,
  typescript: { label: 'unresponsive', forced: true },
  python: { forced: true, ...python },
});

/** Every fixture with the label that it gets in each language. */
export const catalogue: readonly Fixture[] = [
  both('OkTimer', running),
  both('OkBusyAsync', running),
  both('ThrowInit', { label: 'plugin-constructor-failed', line: 'ThrowInit' }),
  both('ThrowRun', { label: 'plugin-run-failed', line: 'ThrowRun' }),
  {
    name: 'Reject',
    typescript: { label: 'plugin-run-failed', line: 'Reject' },
    // An error ends a thread in Python and nothing else.
    python: { label: 'running', says: /nobody listens/ },
  },
  both('ThrowNull', { label: 'plugin-run-failed' }),
  both('StackOverflow', { label: 'plugin-run-failed', line: 'StackOverflowInner' }),
  {
    name: 'Exit0',
    typescript: { label: 'plugin-exited 0', line: 'Exit0' },
    python: { label: 'plugin-exited 0' },
  },
  {
    name: 'Exit7',
    typescript: { label: 'plugin-exited 7', line: 'Exit7' },
    python: { label: 'plugin-exited 7' },
  },
  both('KillSelf', { label: 'plugin-killed SIGKILL' }),
  both('StopSelf', { label: 'unresponsive', forced: true }),
  {
    name: 'Segv',
    typescript: { label: 'plugin-killed SIGABRT' },
    python: { label: 'plugin-killed SIGSEGV' },
  },
  {
    name: 'CloseFds',
    // The host takes that for the end of the daemon, and ends with all that the plugin started.
    typescript: { label: 'plugin-killed SIGKILL' },
    python: { label: 'plugin-killed SIGKILL' },
  },
  both('CrashLoop', { label: 'plugin-run-failed', line: 'CrashLoop' }),
  bomb('HeapBomb'),
  bomb('MapBomb'),
  bomb('ArrayBomb'),
  bomb('BufferBomb'),
  hang('Spin', { label: 'busy', where: 'run' }),
  hang('MicrotaskSpin', { label: 'busy' }),
  // A search holds the interpreter's lock, so nothing of Python answers.
  hang('Redos', { label: 'unresponsive', line: 'Redos', where: 'run' }),
  hang('JsonLoop', { label: 'busy' }),
  hang('FifoRead', { label: 'waiting', where: 'run', line: 'FifoRead' }),
  hang('ExecSleep', { label: 'waiting', line: 'ExecSleep' }),
  hang('Deadlock', { label: 'waiting', line: 'Deadlock' }),
  {
    name: 'SleepInC',
    python: { label: 'unresponsive', line: 'SleepInC', forced: true },
  },
  both('StopIgnores', { label: 'running', hears: /ignoring/, forced: true }),
  both('SlowInit', {
    label: 'plugin-import-failed',
    says: /constructor of SlowInit.* within 3 s/,
    hurried: true,
  }),
  both('FloodLines', { label: 'running', hears: /^line 199999$/ }),
  both('FloodLongline', { label: 'running', hears: /^next$/ }),
  both('FloodAnsi', { label: 'running', hears: /flooded/ }),
  {
    name: 'FloodRpc',
    typescript: { label: 'running', hears: /settled 10000, refused 9744$/ },
    python: { label: 'running', hears: /settled 300, refused 44$/ },
  },
  {
    name: 'FloodRpcCareless',
    typescript: {
      label: 'plugin-run-failed',
      line: 'FloodRpcCareless',
      says: /More than 256 calls/,
    },
  },
  both('FloodCommands', { label: 'running', hears: /refused 1$/ }),
  both('SquatCommand', { label: 'running', hears: /belongs to Neighbour/ }),
  both('PolluteArgs', { label: 'running', hears: /done $/ }),
  {
    name: 'LeakTimers',
    typescript: running,
    // Python waits for threads that are no daemons before it ends.
    python: { label: 'running', forced: true },
  },
  both('ManyThreads', { label: 'running', hears: /threads started/ }),
  both('ForkBombLite', { label: 'running', hears: /children started/ }),
  both('WritesCwd', { label: 'running', hears: /ockle-test-/ }),
];
