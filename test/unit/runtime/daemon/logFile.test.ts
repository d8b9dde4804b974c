import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rmdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hideSecrets, withoutSecrets } from '../../../../runtime/daemon/hideSecrets.ts';
import { LogFile } from '../../../../runtime/daemon/logFile.ts';
import type { Problem } from '../../../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

const t = new Date(2026, 10, 22, 6, 25, 31).getTime();
const stamp = '2026/11/22 06:25:31';

async function openLog(limits = { logSize: 5_000_000, logFiles: 5 }, name = 'log.txt') {
  const project = await makeProject({ 'etc/config.ini': '' });
  const problems: Problem[] = [];
  const path = join(project, name);
  const log = new LogFile({ path, project, limits, onProblem: (each) => problems.push(each) });
  return { project, path, problems, log, text: () => readFile(path, 'utf8') };
}

describe('The log file', () => {
  after(removeTempProjects);

  it('has records in Ockle’s format, several lines as they are, in UTF-8', async () => {
    const { log, text } = await openLog();
    log.write(t, 'SocketListener: Started Listening on port:18188');
    log.write(t, 'Name: \n');
    log.write(t, 'Gerät ↯ an');
    await log.close();
    assert.equal(
      await text(),
      `${stamp} SocketListener: Started Listening on port:18188\n${stamp} Name: \n\n${stamp} Gerät ↯ an\n`,
    );
  });

  it('goes on behind what an earlier daemon wrote', async () => {
    const { log, path, text } = await openLog();
    await writeFile(path, 'old\n');
    log.write(t, 'new');
    await log.close();
    assert.equal(await text(), `old\n${stamp} new\n`);
  });

  for (const [over, files] of [
    [-1, 1],
    [0, 1],
    [1, 2],
  ] as const) {
    it(`fills a file to its last byte: limit${over < 0 ? over : `+${over}`}`, async () => {
      const record = `${stamp} ${'x'.repeat(30)}\n`.length;
      const { log, project } = await openLog({ logSize: 2 * record - over, logFiles: 3 });
      log.write(t, 'x'.repeat(30));
      log.write(t, 'x'.repeat(30));
      await log.close();
      const names = (await readdir(project)).filter((name) => name.startsWith('log.txt'));
      assert.equal(names.length, files);
    });
  }

  it('keeps so many files, the newest records in the first', async () => {
    const { log, project, path } = await openLog({ logSize: 100, logFiles: 3 });
    for (let number = 0; number < 40; number++) log.write(t, `record ${number}`);
    await log.close();
    const names = (await readdir(project)).filter((name) => name.startsWith('log.txt')).sort();
    assert.deepEqual(names, ['log.txt', 'log.txt.1', 'log.txt.2']);
    assert.match(await readFile(path, 'utf8'), /record 39\n$/);
    for (const name of names) {
      assert.ok((await readFile(join(project, name))).length <= 100, name);
    }
  });

  it('says once that it cannot be written, and goes on when it can be', async () => {
    const { log, path, problems, text } = await openLog();
    await mkdir(path);
    for (const number of [1, 2, 3]) {
      log.write(t, `lost ${number}`);
      await log.close();
    }
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['log-not-written', 'warning']],
    );
    assert.match(problems[0]?.message ?? '', /EISDIR/);
    await rmdir(path);
    log.write(t, 'kept');
    await log.close();
    assert.equal(await text(), `${stamp} kept\n`);
  });

  it('survives a full disk with one warning', async function () {
    if (process.platform !== 'linux') return;
    const problems: Problem[] = [];
    const limits = { logSize: 1000, logFiles: 2 };
    const request = { path: '/dev/full', project: '/dev', limits };
    const log = new LogFile({ ...request, onProblem: (each) => problems.push(each) });
    for (let number = 0; number < 3; number++) {
      log.write(t, 'no room');
      await log.close();
    }
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? '', /ENOSPC/);
  });

  it('does not follow a link out of the project', async () => {
    const { log, path, problems, project } = await openLog();
    const outside = join(await makeProject({ 'victim.txt': 'mine\n' }), 'victim.txt');
    await symlink(outside, path);
    log.write(t, 'x');
    await log.close();
    assert.match(problems[0]?.message ?? '', /leads out of the project/);
    assert.equal(await readFile(outside, 'utf8'), 'mine\n');
    assert.ok(project !== '');
  });
});

describe('hideSecrets', () => {
  const canary = 'kUm8-canary';
  const forms = [
    `password = ${canary}`,
    `snmp_community: ${canary}`,
    `{"password": "${canary}"}`,
    `{"iniDict": "{\\"ssh\\": {\\"api_key\\": \\"${canary}\\"}}"}`,
    `<data><Token>${canary}</Token></data>`,
    `<iniDict>{&quot;secret&quot;: &quot;${canary}&quot;}</iniDict>`,
    `connect(user=admin, password=${canary})`,
    `[pdu]\nhost = 10.0.0.1\ncommunity = ${canary}\ntype = Raritan`,
    `{'password': '${canary}'}`,
  ];

  for (const form of forms) {
    it(`hides the value in ${JSON.stringify(form)}`, () => {
      assert.doesNotMatch(hideSecrets(form), /canary/);
      assert.match(hideSecrets(form), /\*\*\*/);
    });
  }

  it('leaves everything else as it is', () => {
    const text = 'The key of web1 is turned; no password was asked for.\n[pdu]\nhost = x';
    assert.equal(hideSecrets(text), text);
    assert.match(hideSecrets(forms[7] ?? ''), /host = 10\.0\.0\.1\n.*\ntype = Raritan$/);
  });

  for (const piece of ['<key>', '"key":"', '"key":"",', 'key', 'key=<', '"key', '\\', '</key>']) {
    it(`reads a million units of ${piece} once, so that nobody can keep the daemon busy`, function () {
      // A reader that goes back takes minutes.
      this.timeout(30_000);
      const text = piece.repeat(1_000_000 / piece.length);
      assert.ok(hideSecrets(`${text} password=canary`).length > 0);
      assert.doesNotMatch(hideSecrets(`${text}\npassword=canary`), /canary/);
    });
  }
});

describe('withoutSecrets', () => {
  it('hides values of secret names at any depth, and those inside texts', () => {
    const edit = {
      path: 'controllers/ssh.ini',
      sections: { controller: { password: 'canary', host: '10.0.0.1', tokens: ['canary'] } },
      iniDict: '{"pdu": {"write_community": "canary", "type": "Raritan"}}',
      count: 3,
      nothing: null,
    };
    assert.deepEqual(withoutSecrets(edit), {
      path: 'controllers/ssh.ini',
      sections: { controller: { password: '***', host: '10.0.0.1', tokens: ['***'] } },
      iniDict: '{"pdu": {"write_community": "***", "type": "Raritan"}}',
      count: 3,
      nothing: null,
    });
  });
});
