import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const bootstrap = join(import.meta.dirname, '..', '..', '..', 'scripts', 'bootstrap.mjs');

describe('The set-up', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ockle-setup-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Takes the steps with a machine that has nothing but this Node.js and an `npm` that fails. */
  async function setUp(
    steps: readonly string[],
  ): Promise<{ status: number | null; output: string }> {
    const npm = join(folder, 'npm');
    await writeFile(
      npm,
      '#!/bin/sh\necho "npm error the registry cannot be reached" >&2\nexit 7\n',
    );
    await chmod(npm, 0o755);
    const code = `import { bootstrap } from ${JSON.stringify(bootstrap)};
      await bootstrap(${JSON.stringify(steps)});
      console.log('goes on');`;
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', code],
      {
        encoding: 'utf8',
        env: {
          ...process.env,
          OCKLE_SETUP_STARTED: undefined,
          PATH: [folder, dirname(process.execPath), '/bin', '/usr/bin'].join(delimiter),
          XDG_CACHE_HOME: join(folder, 'cache'),
        },
      },
    );
    return { status, output: stdout };
  }

  it('does nothing for what is there', async () => {
    const { status, output } = await setUp(['packages', 'node24']);
    assert.match(output, /^\[ +\d\.\d s\] set-up is complete\ngoes on\n$/);
    assert.equal(status, 0);
  });

  it('says which step failed, what the tool said, and how to mend it', async () => {
    const { status, output } = await setUp(['packages', 'vscode', 'chromium']);
    assert.match(
      output,
      /set-up step "vscode" \(VS Code [\d.]+\) failed: "npm pack .*" ended with code 7/,
    );
    assert.match(output, /^ {4}npm error the registry cannot be reached$/m);
    assert.match(output, /^ {2}How to mend it: See that this machine reaches its npm registry/m);
    assert.doesNotMatch(output, /goes on/);
    assert.equal(status, 1);
  });

  it('leaves nothing of a broken install', async () => {
    await setUp(['vscode']);
    assert.deepEqual(await readdir(join(folder, 'cache', 'ockle-vscode')), []);
  });
});
