import assert from 'node:assert/strict';
import type { PluginInfo } from '../../runtime/protocol/index.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import type { Expectation } from './support/catalogue.ts';
import { catalogue } from './support/catalogue.ts';
import { ChaosDaemon, isLong } from './support/chaosDaemon.ts';

const rounds = isLong ? 20 : 1;

/** What became of a plugin, in the words of the catalogue. */
function labelOf({ phase, health }: PluginInfo): string {
  if (phase.kind !== 'failed') return health?.kind ?? phase.kind;
  const { code, message } = phase.failure;
  const detail = /exit code (\d+)|ended by (SIG\w+)/.exec(message);
  return [code, detail?.[1] ?? detail?.[2]].filter((part) => part !== undefined).join(' ');
}

for (const language of ['typescript', 'python'] as const) {
  describe(`A daemon with a ${language} plugin of each bad kind`, () => {
    let daemon: ChaosDaemon;

    before(async () => {
      daemon = await ChaosDaemon.start();
    });

    after(async () => {
      await daemon.end();
      await removeTempProjects();
    });

    for (const { name, [language]: expected } of catalogue) {
      if (!expected) continue;
      const plugin = language === 'python' ? `${name}Py` : name;
      it(`says ${expected.label} of ${plugin}, and goes on`, async () => {
        for (let round = 0; round < rounds; round++) await misbehave(plugin, expected);
      });
    }

    async function misbehave(plugin: string, expected: Expectation): Promise<void> {
      await daemon.run(plugin);
      if (expected.hears) await daemon.untilHears(plugin, expected.hears);
      const info = await daemon.client.until(`${expected.label} of ${plugin}`, () => {
        const now = daemon.info(plugin);
        return now && labelOf(now) === expected.label && hasDoneIt(plugin, expected) && now;
      });
      checkWords(info, expected);
      await daemon.untilCounts();
      await checkStop(plugin, info, expected);
      await daemon.assertNothingLeft();
      await daemon.untilCounts();
    }

    function hasDoneIt(plugin: string, { says, label }: Expectation): boolean {
      return !(says && label === 'running') || daemon.problems(plugin).length > 0;
    }

    function checkWords(info: PluginInfo, { line, where, says }: Expectation): void {
      const { className, phase, health } = info;
      const source = phase.kind === 'failed' ? phase.failure.source : health?.source;
      if (line !== undefined) assert.equal(source?.line, daemon.lineOf(className, line));
      if (where !== undefined) assert.equal(health?.where, where);
      const words = daemon.problems(className).map(({ message }) => message);
      if (phase.kind === 'failed') words.push(phase.failure.message);
      if (says) assert.match(words.join('\n'), says);
    }

    async function checkStop(plugin: string, info: PluginInfo, { forced }: Expectation) {
      const started = performance.now();
      const stopped = await daemon.stop(plugin);
      assert.equal(stopped.phase.kind, info.phase.kind === 'failed' ? 'failed' : 'stopped');
      // Grace and SIGTERM take 0.7 s here.
      assert.ok(performance.now() - started < 5000);
      const codes = daemon.problems(plugin).map(({ code }) => code);
      assert.equal(codes.includes('plugin-stop-forced'), forced ?? false);
    }
  });
}
