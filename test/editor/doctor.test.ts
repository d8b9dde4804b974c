import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { askDoctor, assertState } from './support/doctor.ts';
import { projectFolder } from './support/project.ts';

describe('Ockle: Doctor', () => {
  it('looks at this machine and this project with real programs', async () => {
    const checks = await askDoctor();
    const node = assertState(checks, 'Node.js', 'ok');
    assert.ok(node.says.includes(process.execPath), node.says);
    for (const title of ['Extension', 'Python', 'Local ports', 'Trust', 'Settings', 'Writing'])
      assertState(checks, title, 'ok');
    assert.ok(assertState(checks, 'Projects', 'ok').says.includes(projectFolder()));
  });

  it('shows its report in a tab, and one tab only', async () => {
    await askDoctor();
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ label }) => label === 'Ockle: Doctor');
    assert.equal(tabs.length, 1);
    assert.ok(tabs[0]?.input instanceof vscode.TabInputWebview);
    await vscode.window.tabGroups.close(tabs);
  });

  it('copies its report as text', async () => {
    await vscode.env.clipboard.writeText('');
    await askDoctor();
    await vscode.commands.executeCommand('ockle.copyDoctorReport');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^# Ockle: Doctor\n/);
    assert.match(text, /\*\*Node\.js\*\*, OK: Node\.js \d+/);
  });

  it('names the Python of the setting when it is none, and has all other results', async () => {
    const setting = vscode.workspace.getConfiguration('ockle.python');
    const missing = join(projectFolder(), 'no-python');
    await setting.update('path', missing, vscode.ConfigurationTarget.Workspace);
    try {
      const checks = await askDoctor();
      const python = assertState(checks, 'Python', 'failed');
      assert.ok(python.says.includes(`${missing} (ockle.python.path): not there`), python.says);
      assertState(checks, 'debugpy', 'skipped');
      assertState(checks, 'Node.js', 'ok');
    } finally {
      await setting.update('path', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
