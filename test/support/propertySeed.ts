import fc from 'fast-check';

/** Two runs of the same code try the same examples; `npm run test:full` looks for new ones. */
if (process.env['OCKLE_LONG'] !== '1') fc.configureGlobal({ seed: 8088 });
