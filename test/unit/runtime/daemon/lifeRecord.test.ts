import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LifeRecord } from '../../../../runtime/daemon/lifeRecord.ts';
import { identityOf, isRunning } from '../../../../runtime/platform/processIdentity.ts';
import {
  makeProject,
  removeTempProjects,
  writeFiles,
} from '../../../support/runtime/tempProject.ts';

const path = '.ockle/daemon.json';
const now = 1_000_000_000;

/** Of a process that has ended. */
async function dead() {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  const identity = identityOf(child.pid ?? 0);
  await once(child, 'exit');
  return identity;
}

describe('LifeRecord', () => {
  after(removeTempProjects);

  async function projectAfter(left: object): Promise<string> {
    const whole = { daemon: await dead(), parent: identityOf(process.pid), plugin: 'Bad', ...left };
    return makeProject({ [path]: JSON.stringify(whole) });
  }

  it('is there while plugins run, and gone after the end', async () => {
    const project = await makeProject({ 'etc/config.ini': '' });
    const record = await LifeRecord.open(project);
    assert.equal(existsSync(join(project, path)), false);
    assert.equal(await record.noteStart('First'), undefined);
    assert.equal(await record.noteStart('Second'), undefined);
    assert.match(readFileSync(join(project, path), 'utf8'), /"plugin":"Second"/);
    await record.close();
    assert.equal(existsSync(join(project, path)), false);
    assert.equal(record.safeMode, undefined);
  });

  for (const [what, deaths, isSafe] of [
    ['the first death', [], false],
    ['a second one 59.999 s after the first', [now - 59_999], true],
    ['a second one 60 s after the first', [now - 60_000], false],
    ['a second one that seems to be before the first', [now + 1], false],
    ['a third one', [now - 50_000, now - 20_000], true],
  ] as const) {
    it(`${isSafe ? 'calls' : 'does not call'} for safe mode after ${what}`, async () => {
      const record = await LifeRecord.open(await projectAfter({ deaths }), now);
      assert.equal(record.safeMode?.plugin, isSafe ? 'Bad' : undefined);
      if (isSafe) assert.match(record.safeMode?.message ?? '', /Bad was started last/);
    });
  }

  it('carries deaths on to the next daemon', async () => {
    const project = await projectAfter({ deaths: [now - 70_000] });
    await (await LifeRecord.open(project, now)).noteStart('Worse');
    const { deaths } = JSON.parse(readFileSync(join(project, path), 'utf8')) as {
      deaths: number[];
    };
    assert.deepEqual(deaths, [now]);
  });

  it('counts none that went down together with whoever started it', async () => {
    const left = { parent: await dead(), deaths: [now - 1000] };
    assert.equal((await LifeRecord.open(await projectAfter(left), now)).safeMode, undefined);
  });

  it('leaves the record of a daemon that still runs alone', async () => {
    const left = { daemon: identityOf(process.pid), deaths: [now - 1000] };
    const project = await projectAfter(left);
    const text = readFileSync(join(project, path), 'utf8');
    const record = await LifeRecord.open(project, now);
    assert.equal(record.safeMode, undefined);
    await record.noteStart('Other');
    await record.close();
    assert.equal(readFileSync(join(project, path), 'utf8'), text);
  });

  for (const text of ['', '{', 'null', '[]', '{"daemon":{"pid":"1"}}', '{"__proto__":{}}']) {
    it(`takes ${JSON.stringify(text)} for no record`, async () => {
      const project = await makeProject({ [path]: text });
      assert.equal((await LifeRecord.open(project)).safeMode, undefined);
    });
  }

  it('says so when it cannot be written', async () => {
    const project = await makeProject({ '.ockle': 'a file, no folder' });
    const problem = await (await LifeRecord.open(project)).noteStart('Any');
    assert.equal(problem?.code, 'life-not-recorded');
  });

  it('survives a folder in its place', async () => {
    const project = await makeProject({ [`${path}/file`]: '' });
    const record = await LifeRecord.open(project);
    assert.equal((await record.noteStart('Any'))?.code, 'life-not-recorded');
    await writeFiles(project, { 'etc/config.ini': '' });
  });
});

describe('The identity of a process', () => {
  it('tells a process that runs from one that ended', async () => {
    assert.equal(isRunning(identityOf(process.pid)), true);
    assert.equal(isRunning(await dead()), false);
  });

  it('tells a process from a later one of the same number', function () {
    const later = { ...identityOf(process.pid), began: '1' };
    assert.equal(isRunning(later), process.platform !== 'linux');
  });
});
