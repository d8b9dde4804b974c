import assert from 'node:assert/strict';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { recordEach } from './support/debugRecorder.ts';
import { untilDiagnostics } from './support/diagnostics.ts';
import { DrawnTree } from './support/drawnTree.ts';
import { inProject, open, pluginFile, projectFolder } from './support/project.ts';
import { keepConfig } from './support/projectConfig.ts';

/** A server with a test, and one whose outlet is on another PDU. */
const files: Readonly<Record<string, string>> = {
  'etc/testers/pinger.ini': '[tester]\ntype = Dummy\n',
  'etc/outlets/rackB.ini': '[pdu]\ntype = Dummy\n',
  'etc/servers/db1.ini': [
    '[server]\noutlets = ["psu1"]\ntests = ["answers"]\ndependencies = ["router"]\n',
    '[psu1]\npdu = rackB\nsocket = 1\n',
    '[answers]\ntester = pinger\nsucceed = no\n',
  ].join('\n'),
  'faults.json': JSON.stringify({
    faults: [
      { target: 'rackB', kind: 'slow', ms: 10 },
      { target: 'router/main', kind: 'stuck' },
    ],
  }),
};

describe('What can be done from the server tree', () => {
  keepConfig('[servers]\nmax_startup_time = 2\n');
  let tree: DrawnTree;

  before(async () => {
    for (const [file, content] of Object.entries(files)) {
      await mkdir(dirname(inProject(file)), { recursive: true });
      await writeFile(inProject(file), content);
    }
    tree = await DrawnTree.open();
    await tree.until('the servers of the files', (text) => text.includes('db1  not running'));
  });

  after(async () => {
    tree.dispose();
    for (const file of Object.keys(files)) await rm(inProject(file));
  });

  recordEach();

  afterEach(async () => {
    await tree.until('the end of the run', (text) => text.includes('router  not running'));
  });

  async function run(time: 'real' | 'held' = 'real'): Promise<void> {
    await open(pluginFile('Ticker.ts'));
    const folder = vscode.workspace.workspaceFolders?.[0];
    const launch = { type: 'ockle', request: 'launch', name: '', time };
    assert.equal(await vscode.debug.startDebugging(folder, launch, { noDebug: true }), true);
    await tree.until('live states', (text) => text.includes('router  OFF'));
  }

  const doTo = async (command: string, label: string): Promise<unknown> =>
    vscode.commands.executeCommand(`ockle.${command}`, await tree.idOf(label));
  const line = (text: string, label: string): string =>
    text.split('\n').find((each) => each.trim().startsWith(`${label}  `)) ?? '';

  it('switches an outlet alone, and forces a server on without what it needs', async () => {
    await run();
    const psu1 = await tree.itemOf('psu1');
    assert.match(psu1.contextValue ?? '', /\bcanTurnOn\b/);
    await doTo('turnOn', 'psu1');
    await tree.until('psu1 ON', (text) => line(text, 'psu1').includes('ON · rackB'));
    assert.match(line(await tree.text(), 'db1'), /OFF|Did not/);
    await doTo('turnOff', 'psu1');
    await tree.until('psu1 OFF', (text) => line(text, 'psu1').includes('OFF · rackB'));
    const forced = doTo('forceOn', 'web1');
    await tree.until('web1 OK', (text) => line(text, 'web1').includes('OK'));
    await forced;
    assert.match(line(await tree.text(), 'router'), /OFF/);
  });

  it('runs a test, and says what became of it', async () => {
    await run();
    await doTo('runTest', 'answers');
    await tree.until('a failed test', (text) => line(text, 'answers').includes('FAILED'));
  });

  it('tells in a tooltip what was done last, and by whom', async () => {
    await run();
    await doTo('turnOn', 'psu1');
    await tree.until('psu1 ON', (text) => line(text, 'psu1').includes('ON · rackB'));
    assert.match(await tree.tooltipOf('psu1'), /Last: [\d:]{8} psu1 turned on by you\\: now ON/);
    await doTo('turnOn', 'db1');
    assert.match(await tree.tooltipOf('db1'), /refused.*needs router/);
  });

  it('narrows the tree to what a text finds, and shows all of it again', async () => {
    await run();
    await vscode.commands.executeCommand('ockle.filterServers', { text: 'rackb' });
    await tree.until('db1 only', (text) => text.includes('psu1') && !text.includes('web1'));
    assert.match(await tree.text(), /^router[^]*\n {2}db1/);
    await vscode.commands.executeCommand('ockle.clearServerFilter');
    await tree.until('all of it', (text) => text.includes('web1'));
  });

  it('keeps pinned servers on top', async () => {
    await run();
    await doTo('pinServer', 'web1');
    const [pinned = ''] = (
      await tree.until('web1 on top', (text) => text.startsWith('web1'))
    ).slice(-1);
    assert.match(line(pinned, 'web1'), /needs router · pinned/);
    await doTo('unpinServer', 'web1');
    await tree.until('router on top', (text) => text.startsWith('router'));
  });

  it('marks what has a fault, lists the faults and clears them', async () => {
    await run();
    await vscode.commands.executeCommand('ockle.loadFaultRules');
    const [marked = ''] = (await tree.until('marks', (text) => text.startsWith('Faults'))).slice(
      -1,
    );
    assert.match(line(marked, 'psu1'), /fault: slow · rackB/);
    assert.match(line(marked, 'router'), /1 fault/);
    assert.match(line(marked, 'Stuck'), /router\/main · 0 hits/);
    const refused = doTo('turnOn', 'router');
    await tree.until('a hit', (text) => /Stuck {2}router\/main · [1-9]/.test(text));
    await refused;
    assert.doesNotMatch(line(await tree.text(), 'router'), / OK/);
    await doTo('clearFault', 'Stuck');
    await tree.until('one left', (text) => text.includes('Faults  1 in'));
    await vscode.commands.executeCommand('ockle.clearFaults');
    await tree.until('no marks', (text) => !text.includes('ault'));
  });

  it('holds the time, steps it and lets it go', async () => {
    await run('held');
    const turningOn = doTo('turnOn', 'router');
    await tree.until('a start', (text) => text.includes('router  Switching on'));
    await vscode.commands.executeCommand('ockle.stepTimeBy', 1_000);
    assert.match(line(await tree.text(), 'router'), /Switching on/);
    await vscode.commands.executeCommand('ockle.stepTimeBy', 60_000);
    await tree.until('router OK', (text) => text.includes('router  OK'));
    await turningOn;
    const turningOff = doTo('turnOff', 'router');
    await vscode.commands.executeCommand('ockle.setTimeRate', 1_000);
    await tree.until('router OFF', (text) => text.includes('router  OFF'));
    await turningOff;
    await vscode.commands.executeCommand('ockle.pauseTime');
    await vscode.commands.executeCommand('ockle.stepTime');
    await vscode.commands.executeCommand('ockle.resumeTime');
  });

  it('starts a run again with controlled time', async () => {
    await run();
    const again = new Promise<vscode.DebugSession>((resolve) => {
      const listening = vscode.debug.onDidStartDebugSession((session) => {
        listening.dispose();
        resolve(session);
      });
    });
    await vscode.commands.executeCommand('ockle.restartWithHeldTime');
    assert.equal((await again).configuration['time'], 'held');
    await tree.until('live states', (text) => text.includes('router  OFF'));
  });
});

describe('Several projects in one workspace', () => {
  const second = () => inProject('second');
  let tree: DrawnTree;

  before(async () => {
    tree = await DrawnTree.open();
    await tree.until('one project', (text) => text.startsWith('router  not running'));
  });

  afterEach(async () => {
    await rm(second(), { recursive: true, force: true });
    await tree.until('one project again', (text) => text.startsWith('router  not running'));
  });

  after(() => tree.dispose());

  it('have a row each, with their servers below', async () => {
    await write(second());
    await hasBoth();
  });

  it('are found with all that is in them when their folder is moved here as a whole', async () => {
    const elsewhere = `${projectFolder()}-elsewhere`;
    await write(elsewhere);
    await rename(elsewhere, second());
    await hasBoth();
    await untilDiagnostics(
      vscode.Uri.file(inProject(template)),
      'the type',
      ({ length }) => length > 0,
    );
  });

  const template = 'second/src/config/plugins/Faulty.ini';

  async function write(folder: string): Promise<void> {
    const put = async (file: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), text);
    };
    await put('etc/servers/lab.ini', '[server]\n');
    await put('src/config/plugins/Faulty.ini', '[plugins.Faulty]\nA=["itn",1]\n');
    await put('etc/config.ini', '[main]\n');
  }

  async function hasBoth(): Promise<void> {
    const isDrawn = (text: string): boolean => text.includes('lab  not running');
    const [both = ''] = (await tree.until('two projects', isDrawn)).slice(-1);
    assert.match(both, /^\S+ {2}not running\n {2}router {2}not running/);
    assert.match(both, /\nsecond {2}not running\n {2}lab {2}not running$/);
  }
});
