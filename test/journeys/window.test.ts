import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { journey } from './support/journey.ts';

/** A program and how it is started, so that a run needs nothing but what VS Code brings. */
async function fill(folder: string): Promise<void> {
  const program = 'const servers = 6;\nconst label = `rack of ${servers}`;\nconsole.log(label);\n';
  await writeFile(join(folder, 'rack.js'), program);
  await mkdir(join(folder, 'src', 'deep'), { recursive: true });
  await writeFile(join(folder, 'src', 'deep', 'notes.txt'), 'first line\nsecond line\n');
  await mkdir(join(folder, '.vscode'));
  const launch = {
    type: 'node',
    request: 'launch',
    name: 'Rack',
    program: '${workspaceFolder}/rack.js',
  };
  await writeFile(
    join(folder, '.vscode', 'launch.json'),
    JSON.stringify({ version: '0.2.0', configurations: [launch] }),
  );
}

describe('A window', () => {
  journey(
    'trusts a folder, writes a file, and stops at a breakpoint',
    { fill },
    async (window, folder) => {
      await window.trustWorkspace();

      await window.editor.openFile('src/deep/notes.txt');
      await window.editor.goTo(2, 7);
      await window.editor.type(' typed');
      assert.equal((await window.editor.shownText()).trimEnd(), 'first line\nsecond typed line');
      await window.editor.save();
      const saved = await readFile(join(folder, 'src', 'deep', 'notes.txt'), 'utf8');
      assert.equal(saved, 'first line\nsecond typed line\n');

      await window.editor.openFile('rack.js');
      await window.editor.setBreakpoint(2);
      await window.startDebugging();
      await window.waitForStopped('rack.js', 2);
      await window.screenshot('window');
      await window.continueDebugging();
      await window.views.waitForConsole('rack of 6');
    },
  );
});
