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

/**
 * What a daemon has no time for. Whatever is able to load, or to stop by itself, gets as long as it
 * needs, however busy the machine is.
 */
const hurries = {
  none: [],
  toStop: ['stop_time = 0.6', 'terminate_time = 0.3'],
  toLoad: ['load_time = 3'],
} as const;

type Hurry = keyof typeof hurries;

function hurryOf({ forced, hurried }: Expectation): Hurry {
  return forced ? 'toStop' : hurried ? 'toLoad' : 'none';
}

function configOf(hurry: Hurry): Readonly<Record<string, string>> {
  const lines = ['[main]', '[limits]', 'hang_time = 0.7', ...hurries[hurry]];
  if (hurry !== 'toStop') lines.push('stop_time = 30');
  return { 'etc/config.ini': `${lines.join('\n')}\n` };
}

/** Each language has daemons of its own, so that both go at once: most of the time is waiting. */
class Room {
  readonly daemon: ChaosDaemon;

  constructor(daemon: ChaosDaemon) {
    this.daemon = daemon;
  }

  async misbehave(plugin: string, expected: Expectation): Promise<void> {
    const { daemon } = this;
    await daemon.run(plugin);
    if (expected.hears) await daemon.untilHears(plugin, expected.hears);
    const info = await daemon.client.until(`${expected.label} of ${plugin}`, () => {
      const now = daemon.info(plugin);
      return now && labelOf(now) === expected.label && this.#hasDoneIt(plugin, expected) && now;
    });
    this.#checkWords(info, expected);
    await daemon.untilCounts();
    await this.#checkStop(plugin, info, expected);
    await daemon.assertNothingLeft();
    await daemon.untilCounts();
  }

  #hasDoneIt(plugin: string, { says, label }: Expectation): boolean {
    return !(says && label === 'running') || this.daemon.problems(plugin).length > 0;
  }

  #checkWords(info: PluginInfo, { line, where, says }: Expectation): void {
    const { className, phase, health } = info;
    const source = phase.kind === 'failed' ? phase.failure.source : health?.source;
    if (line !== undefined) assert.equal(source?.line, this.daemon.lineOf(className, line));
    if (where !== undefined) assert.equal(health?.where, where);
    const words = this.daemon.problems(className).map(({ message }) => message);
    if (phase.kind === 'failed') words.push(phase.failure.message);
    if (says) assert.match(words.join('\n'), says);
  }

  async #checkStop(plugin: string, info: PluginInfo, { forced }: Expectation): Promise<void> {
    const stopped = await this.daemon.stop(plugin);
    assert.equal(stopped.phase.kind, info.phase.kind === 'failed' ? 'failed' : 'stopped');
    const codes = this.daemon.problems(plugin).map(({ code }) => code);
    assert.equal(codes.includes('plugin-stop-forced'), forced ?? false);
  }
}

const languages = ['typescript', 'python'] as const;

describe('A daemon with a plugin of each bad kind', () => {
  const rooms = new Map<string, Room>();

  async function room(language: string, hurry: Hurry): Promise<Room> {
    const name = `${language} ${hurry}`;
    const known = rooms.get(name);
    if (known) return known;
    const opened = new Room(await ChaosDaemon.start(configOf(hurry)));
    rooms.set(name, opened);
    return opened;
  }

  after(async () => {
    for (const { daemon } of rooms.values()) await daemon.end();
    await removeTempProjects();
  });

  for (const fixture of catalogue) {
    const { name } = fixture;
    const cases = languages.flatMap((language) => {
      const expected = fixture[language];
      const plugin = language === 'python' ? `${name}Py` : name;
      return expected ? [{ language, plugin, expected }] : [];
    });
    const labels = cases.map(({ plugin, expected }) => `${expected.label} of ${plugin}`);
    it(`says ${labels.join(' and ')}, and goes on`, async () => {
      await Promise.all(
        cases.map(async ({ language, plugin, expected }) => {
          const own = await room(language, hurryOf(expected));
          for (let round = 0; round < rounds; round++) await own.misbehave(plugin, expected);
        }),
      );
    });
  }
});
