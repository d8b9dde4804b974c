import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

describe('npm start', () => {
  it('opens VS Code on a sample project behind a token, and leaves nothing after Ctrl-C', async () => {
    const start = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root });
    const ended = once(start, 'exit');
    const lines: string[] = [];
    try {
      for await (const line of createInterface({ input: start.stdout })) {
        lines.push(line);
        if (line === 'ready') break;
      }
      assert.equal(lines.at(-1), 'ready', lines.join('\n'));
      const url = new URL(
        lines.map((line) => line.trim()).find((line) => /^http/.test(line)) ?? '',
      );
      const token = url.searchParams.get('tkn') ?? '';
      assert.match(token, /^[0-9a-f]{32,}$/);
      // The server keeps the token in a cookie and leads on to the address without it.
      const welcome = await fetch(url, { redirect: 'manual' });
      assert.equal(welcome.status, 302);
      const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? '';
      url.searchParams.delete('tkn');
      assert.equal((await fetch(url, { headers: { cookie } })).status, 200);
      assert.equal((await fetch(url)).status, 403, 'Without the token nobody gets in.');

      const project = url.searchParams.get('folder') ?? '';
      const config = await readFile(join(project, 'etc/config.ini'), 'utf8');
      assert.match(config, /^pluginList = \["HeartBeat", *"RackWatch"\]$/m);
      for (const file of ['src/plugins/HeartBeat.ts', 'src/plugins/RackWatch.py']) {
        assert.ok(existsSync(join(project, file)), file);
      }
      start.kill('SIGINT');
      assert.deepEqual(await ended, [0, null]);
      assert.equal(existsSync(dirname(project)), false);
      await assert.rejects(fetch(url));
    } finally {
      start.kill('SIGINT');
      await ended;
    }
  });
});
