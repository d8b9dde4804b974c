import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { runVirtually } from '../daemon/support/virtualRun.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';

const root = join(import.meta.dirname, '../..');
const fixture = join(root, 'test/fixtures/time');
const hour = 3_600_000;

/** What is drawn and not waited for, and whether another seed draws something else. */
const drawn = new Map([
  ['Math.random', true],
  ['random.random', true],
  ['order of sets', false],
]);

/** Rows of the table in docs/time.md. */
function documented(language: string): readonly string[] {
  const text = readFileSync(join(root, 'docs/time.md'), 'utf8');
  const [, part] = text.split(`## What is covered: ${language}\n`);
  const section = part?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `(.+?)` +\|/gm)].map(([, name]) => name ?? '');
}

/** What the rows of a fixture say: of each wait its milliseconds and those that were seen. */
async function runRows(project: string, plugin: string, seed: number) {
  const { out } = await runVirtually(project, { for: '10d', seed, plugins: [plugin] });
  const waits = new Map<string, readonly [number, number]>();
  for (const [, name = '', by, saw] of out.matchAll(/: row (.*) \| (\d+) \| (\d+)$/gm)) {
    waits.set(name, [Number(by), Number(saw)]);
  }
  const draws = new Map<string, string>();
  for (const [, name = '', value = ''] of out.matchAll(/: drawn (.*) \| (.*)$/gm)) {
    draws.set(name, value);
  }
  return { waits, draws };
}

for (const [language, plugin] of [
  ['TypeScript', 'NodeRows'],
  ['Python', 'PythonRows'],
] as const) {
  describe(`Virtual time in ${language}`, () => {
    let first: Awaited<ReturnType<typeof runRows>>;
    let again: typeof first;
    let other: typeof first;

    before(async () => {
      // A run writes a log, which does not belong into the fixture.
      const project = await makeProject({});
      await cp(fixture, project, { recursive: true });
      first = await runRows(project, plugin, 1);
      again = await runRows(project, plugin, 1);
      other = await runRows(project, plugin, 2);
    });

    after(removeTempProjects);

    it('has a test for each documented function, and a row for each test', () => {
      assert.deepEqual([...first.waits.keys()], documented(language));
    });

    for (const name of documented(language)) {
      const dependsOnSeed = drawn.get(name);
      if (dependsOnSeed === undefined) {
        it(`passes the time of ${name}`, () => {
          const [by = 0, saw = 0] = first.waits.get(name) ?? [];
          // An event of `sched` that is due waits a moment more.
          assert.ok(saw === hour || saw === hour + 1, `${saw} ms of an hour`);
          assert.ok(by >= hour && by <= 2 * hour + 1, `${by} ms`);
        });
        continue;
      }
      it(`repeats ${name}`, () => {
        const [value, same, another] = [first, again, other].map(({ draws }) => draws.get(name));
        assert.notEqual(value, undefined);
        assert.equal(same, value);
        assert.equal(another !== value, dependsOnSeed);
      });
    }
  });
}
