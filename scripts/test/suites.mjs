const minute = 60_000;

/** The long sets repeat what the usual ones do a few times. */
const isLong = process.env['OCKLE_LONG'] === '1';

/**
 * Every suite of `npm test`, in the order they run: one after another, as two cores want it.
 *
 * @type {readonly import('./runSuite.d.mts').Suite[]}
 */
export const suites = [
  { name: 'lint', program: ['scripts/lint.mjs'], isSourceOnly: true, limitMs: 10 * minute },
  {
    name: 'unit',
    tests: ['test/unit/**/*.test.ts'],
    timeoutMs: 10_000,
    isSourceOnly: true,
    limitMs: (isLong ? 60 : 10) * minute,
  },
  {
    name: 'daemon',
    tests: ['test/daemon/**/*.test.ts', 'test/conformance/**/*.test.ts'],
    timeoutMs: 60_000,
    limitMs: 15 * minute,
  },
  {
    name: 'chaos',
    tests: ['test/chaos/**/*.test.ts'],
    timeoutMs: isLong ? 600_000 : 120_000,
    folder: 'test/chaos',
    limitMs: (isLong ? 180 : 15) * minute,
  },
  { name: 'editor', program: ['test/editor/runEditorTests.ts'], limitMs: 20 * minute },
  {
    name: 'journeys',
    tests: ['test/journeys/**/*.test.ts'],
    timeoutMs: 120_000,
    limitMs: 20 * minute,
  },
];
