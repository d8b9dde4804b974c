import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { recordEach } from './support/debugRecorder.ts';
import { DrawnTree } from './support/drawnTree.ts';
import { inProject, open, pluginFile, pressF5 } from './support/project.ts';
import { keepConfig } from './support/projectConfig.ts';

/** Turns on what can be turned on as soon as the router is. */
const follower = `import { ModuleTemplate, OpState } from 'ockle';

export class Follower extends ModuleTemplate {
  override async run(): Promise<void> {
    const { servers } = this.mainDaemon;
    while (this.mainDaemon.running) {
      const isOff = servers.getServer('web1')?.getOpState() !== OpState.OK;
      if (isOff && servers.isReadyToTurnOn('web1')) await servers.turnOnServer('web1');
      await this.sleep(0.05);
    }
  }
}
`;

describe('The server tree', () => {
  // Long enough to be seen on the way, however busy the machine is.
  keepConfig('[servers]\nmax_startup_time = 2\n');
  const serverFile = (name: string) => inProject(`etc/servers/${name}.ini`);
  let tree: DrawnTree;

  before(async () => {
    await writeFile(pluginFile('Follower.ts'), follower);
    tree = await DrawnTree.open();
  });

  after(async () => {
    tree.dispose();
    await rm(pluginFile('Follower.ts'));
  });

  recordEach();

  afterEach(async () => {
    await tree.until('the end of the run', (text) => text.includes('router  not running'));
  });

  async function run(plugin: string): Promise<void> {
    await open(pluginFile(`${plugin}.ts`));
    assert.equal(await pressF5({ noDebug: true }), true);
    await tree.until('live states', (text) => !text.includes('not running'));
  }

  /** What a row said on the way, each description once, without seconds. */
  function course(label: string, texts: readonly string[]): readonly string[] {
    const descriptions = texts.map((text) => {
      const line = text.split('\n').find((each) => each.trim().startsWith(`${label}  `)) ?? '';
      return line
        .trim()
        .slice(label.length + 2)
        .replace(/ · \d+ s$/, '');
    });
    return descriptions.filter((each, index) => each !== descriptions[index - 1]);
  }

  it('shows the servers of the files while nothing runs, none of them as OFF', async () => {
    const expected = [
      'router  not running',
      '  web1  not running',
      '    main  rackA socket 1',
      '  main  rackA socket 1',
    ];
    await tree.until('the servers of the files', (text) => text === expected.join('\n'));
    const { contextValue, command } = await tree.itemOf('web1');
    assert.equal(contextValue, 'ockle.server.notRunning');
    assert.equal(command?.command, 'vscode.open');
  });

  it('opens the section of a row in its file', async () => {
    const { command } = await tree.itemOf('main');
    assert(command);
    await vscode.commands.executeCommand(
      command.command,
      ...((command.arguments ?? []) as readonly unknown[]),
    );
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.fileName, serverFile('web1'));
    assert.equal(editor.document.lineAt(editor.selection.active.line).text, '[main]');
  });

  it('follows the files, broken ones too', async () => {
    try {
      await writeFile(serverFile('mail'), '[server]\ndependencies = ["router", "nowhere"]\n');
      await tree.until('mail', (text) => text.includes('mail  not running · nowhere missing'));
      await writeFile(serverFile('mail'), 'no section\n');
      await tree.until('a broken mail', (text) => text.includes('mail  cannot be used'));
    } finally {
      await rm(serverFile('mail'));
    }
    await tree.until('the end of mail', (text) => !text.includes('mail'));
  });

  it('shows a server being turned on, and only its rows are drawn again', async () => {
    await run('Ticker');
    await tree.until('a start', (text) => text.includes('router  OFF'));
    assert.match(await tree.text(), /main {2}OFF · rackA socket 1/);
    const router = await tree.idOf('router');
    const web1 = await tree.idOf('web1');
    assert.match((await tree.itemOf('router')).contextValue ?? '', /\bcanTurnOn\b/);
    tree.clear();
    const turnedOn = vscode.commands.executeCommand('ockle.turnOn', router);
    const seen = await tree.until('router OK', (text) => text.includes('router  OK'));
    await turnedOn;
    assert.deepEqual(course('router', seen), ['OFF', 'Switching on', 'OK']);
    assert.deepEqual(course('web1', seen), ['OFF']);
    assert(tree.refreshedRows.includes(router));
    assert(!tree.refreshedRows.includes(web1), 'What did not change stays untouched.');

    await vscode.commands.executeCommand('ockle.turnOff', router);
    await tree.until('router OFF', (text) => text.includes('router  OFF'));
  });

  it('shows what a plugin does to other servers', async () => {
    await run('Follower');
    await vscode.commands.executeCommand('ockle.turnOn', await tree.idOf('router'));
    const seen = await tree.until('web1 OK', (text) => text.includes('web1  OK'));
    assert.equal(course('web1', seen).at(-1), 'OK');
    assert.match(seen.at(-1) ?? '', /main {2}ON · rackA socket 1/);
  });

  it('leaves a server as it is when the daemon refuses to turn it on', async () => {
    await run('Ticker');
    await vscode.commands.executeCommand('ockle.turnOn', await tree.idOf('web1'));
    assert.match(await tree.text(), /web1 {2}OFF/);
  });
});
