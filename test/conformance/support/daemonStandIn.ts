import { openBench } from './pluginBench.ts';

// Started by a test, which kills this process: runs two plugins that never look up and have a child
// each, says who they all are.
const benches = await Promise.all([
  openBench('Stubborn', 'typescript'),
  openBench('Stubborn', 'python'),
]);
const pids: number[] = [];
for (const { run, heard, instance } of benches) {
  await run();
  await heard.untilLine('grandchild');
  const [line = ''] = heard.lines('debug');
  pids.push(instance.pid ?? 0, Number(/grandchild (\d+)/.exec(line)?.[1]));
}
process.stdout.write(JSON.stringify(pids));
