import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { openDaemon } from '../../runtime/daemon/openDaemon.ts';
import type { Problem } from '../../runtime/protocol/index.ts';
import { distFolder } from '../daemon/support/dist.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { isLong } from './support/chaosDaemon.ts';

const actor = { kind: 'daemon' } as const;

/** A file that is as it should be, and ways to break it that each deserve one diagnostic. */
interface Breakable {
  readonly path: string;
  readonly good: string;
  readonly bad: readonly string[];
}

const garbage = '\u0000\u0001\u0002 = [[[\n';

const server = (name: string): Breakable => ({
  path: `etc/servers/${name}.ini`,
  good: '[server]\noutlets = psu\n[psu]\npdu = rack\nsocket = 1\n',
  bad: [
    garbage,
    '',
    '[serv',
    '[other]\nx = 1\n',
    '[server]\noutlets = nowhere\n',
    '[server]\noutlets = psu\n[psu]\npdu = missing\nsocket = 1\n',
    '[server]\ndependencies = ["nobody"]\n',
    `[server]\ndependencies = ["${name}"]\n`,
    '[server]\ndependencies = [broken\n',
    `[server]\noutlets = ${'x,'.repeat(20_000)}\n`,
  ],
});

const files: readonly Breakable[] = [
  server('alpha'),
  server('beta'),
  server('gamma'),
  {
    path: 'etc/outlets/rack.ini',
    good: '[pdu]\ntype = Dummy\n',
    bad: [garbage, '', '[pdu]\n', '[pdu]\ntype = Teleporter\n', '[wrong]\ntype = Dummy\n'],
  },
  {
    path: 'etc/config.ini',
    good: '[main]\n[plugins]\npluginList = []\n',
    bad: [
      garbage,
      '[main]\n[plugins]\npluginList = [oops\n',
      '[main]\n[plugins]\npluginList = ["Nobody"]\n',
      '[main]\n[limits]\nmemory = lots\n',
      '[main]\n[servers]\nmax_attempts = -1\n',
      '[main]\nserver_dir = ../../..\n',
    ],
  },
  {
    path: 'src/plugins/Good.ts',
    good: "import { ModuleTemplate } from 'ockle';\nexport class Good extends ModuleTemplate {}\n",
    bad: [],
  },
];

/** For each file: good, left out, or broken in one of its ways. */
const trees = fc.tuple(...files.map(({ bad }) => fc.integer({ min: -2, max: bad.length - 1 })));

function lay(choices: readonly number[]): Readonly<Record<string, string>> {
  const laid = files.flatMap(({ path, good, bad }, at) => {
    const choice = choices[at] ?? -1;
    return choice === -2 ? [] : [[path, bad[choice] ?? good] as const];
  });
  return Object.fromEntries(laid);
}

describe('A broken tree of files', () => {
  after(removeTempProjects);

  it('starts with the rest, and with one diagnostic for each bad file', async () => {
    const numRuns = isLong ? 2000 : 200;
    let opened = 0;
    let faultless = 0;
    await fc.assert(
      fc.asyncProperty(trees, async (choices) => {
        const project = await makeProject(lay(choices));
        const daemon = await openDaemon({ project, dist: distFolder() });
        try {
          for (const [at, { path, bad }] of files.entries()) {
            const isBad = (choices[at] ?? -1) >= 0 && bad.length > 0;
            const file = join(project, path);
            const found = daemon.problems.filter(({ source }) => source?.file === file);
            if (isBad) assert.equal(found.length, 1, `${path}: ${JSON.stringify(found)}`);
            assert.ok(isWellSaid(found), JSON.stringify(found));
          }
          const config = await daemon.readProject();
          assert.equal(config.file, join(project, 'etc/config.ini'));
          assert.ok((await daemon.callCommand('listCommands', null, actor))['listCommands']);
          opened++;
          if (!daemon.problems.some(({ source }) => source)) faultless++;
        } finally {
          await daemon.shutdown(actor);
        }
      }),
      { numRuns, seed: 4711 },
    );
    assert.equal(opened, numRuns);
    // The control: a daemon that ends at the first bad file would open no others than these.
    assert.ok(faultless < numRuns / 4, `${faultless} of ${numRuns} trees have no bad file`);
  }).timeout(isLong ? 1_200_000 : 60_000);
});

/** Each problem has a code and a message with an end; none is told twice. */
function isWellSaid(problems: readonly Problem[]): boolean {
  const texts = problems.map((problem) => JSON.stringify(problem));
  return (
    new Set(texts).size === texts.length &&
    problems.every(({ code, message }) => /^[a-z][a-z0-9-]+$/.test(code) && /[.!?]$/.test(message))
  );
}
