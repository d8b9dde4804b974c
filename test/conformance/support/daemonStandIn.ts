import { openBench } from './pluginBench.ts';

// Started by a test, which kills this process: runs two plugins that never look up, says who they are.
const benches = await Promise.all([
  openBench('Spinner', 'typescript'),
  openBench('Spinner', 'python'),
]);
for (const { run, heard } of benches) {
  await run();
  await heard.untilLine('spinning');
}
process.stdout.write(JSON.stringify(benches.map(({ instance }) => instance.pid)));
