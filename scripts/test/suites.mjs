const minute = 60_000;

/** The long sets repeat what the usual ones do a few times. */
const isLong = process.env['OCKLE_LONG'] === '1';

/**
 * Every suite of `npm test`. Stages run one after another, the lanes of a stage side by side, and the suites
 * of a lane one after another: most suites keep one of two cores busy, windows of VS Code want both.
 *
 * @type {readonly (readonly (readonly import('./runSuite.d.mts').Suite[])[])[]}
 */
export const stages = [
  [
    [
      { name: 'lint', program: ['scripts/lint.mjs'], isSourceOnly: true, limitMs: 10 * minute },
      {
        name: 'daemon',
        tests: ['test/daemon/**/*.test.ts'],
        timeoutMs: 60_000,
        limitMs: 15 * minute,
      },
    ],
    [
      {
        name: 'unit',
        tests: ['test/unit/**/*.test.ts'],
        timeoutMs: 20_000,
        isSourceOnly: true,
        limitMs: (isLong ? 60 : 10) * minute,
      },
      {
        name: 'conformance',
        tests: ['test/conformance/**/*.test.ts'],
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
    ],
  ],
  [[{ name: 'editor', program: ['test/editor/runEditorTests.ts'], limitMs: 20 * minute }]],
  [
    [
      {
        name: 'journeys',
        tests: ['test/journeys/**/*.test.ts'],
        timeoutMs: 120_000,
        limitMs: 20 * minute,
      },
    ],
  ],
];
