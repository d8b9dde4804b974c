import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashFolder, removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import type { ShippedDaemon } from './shippedDaemon.ts';
import { closeDaemons, openShipped, serverFile } from './shippedDaemon.ts';

const bench1 = '# the bench\n[PDU]\n[pdu]\nType = Dummy ; simulated\nread_community = s3cret\n';

describe('EditingCommunicationCommands', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  async function open(etc: Readonly<Record<string, string>> = {}) {
    const files = { 'outlets/bench1.ini': bench1, 'servers/nas.ini': serverFile(), ...etc };
    const bench = await openShipped(files);
    await bench.run('EditingCommunicationCommands', 'CoreCommunicationCommands');
    const folder = join(bench.project, 'etc');
    const textOf = (path: string) => readFile(join(folder, path), 'utf8');
    return { bench, etc: folder, textOf };
  }

  const set = (bench: ShippedDaemon, path: string, iniDict: unknown) =>
    bench.call('setINIFile', { Path: path, iniDict: JSON.stringify(iniDict) });

  it('offers its commands with what they do', async () => {
    const { bench } = await open();
    const told = JSON.stringify(await bench.call('listCommands'));
    for (const name of ['getINIFile', 'setINIFile', 'deleteINIFile', 'deleteINISection']) {
      assert.ok(told.includes(name), name);
    }
    assert.match(told, /not named stay/);
  });

  it('is heard of a file that the dictionaries leave out, once, until it is mended', async () => {
    const { bench, etc } = await open();
    const broken = join(etc, 'outlets', 'broken.ini');
    await writeFile(broken, Buffer.from('[gr\xfcn]', 'latin1'));
    const heard = () => bench.problems.filter(({ source }) => source?.file === broken);
    const shown = () => bench.daemon.problems.filter(({ source }) => source?.file === broken);
    for (let turn = 0; turn < 2; turn++) {
      const pdus = await bench.json('getPDUDict', 'pdus');
      assert.deepEqual(Object.keys(pdus ?? {}).sort(), ['bench1', 'rack']);
      assert.deepEqual(
        heard().map(({ code }) => code),
        ['file-not-utf8'],
      );
      assert.equal(shown().length, 1);
    }
    await writeFile(broken, '[pdu]\n');
    assert.ok(Object.keys((await bench.json('getPDUDict', 'pdus')) ?? {}).includes('broken'));
    assert.deepEqual(shown(), []);
  });

  describe('getINIFile', () => {
    it('answers the raw text', async () => {
      const { bench } = await open({ 'x.ini': '\ufeff; ü\r\n[s]\r\n' });
      assert.deepEqual(await bench.call('getINIFile', { Path: 'x.ini' }), {
        File: '\ufeff; ü\r\n[s]\r\n',
      });
    });

    it('answers a single blank for what cannot be read', async () => {
      const { bench, etc } = await open();
      await writeFile(join(etc, 'latin.ini'), Buffer.from('[gr\xfcn]', 'latin1'));
      for (const path of ['none.ini', 'none/none.ini', 'servers', 'latin.ini']) {
        assert.deepEqual(await bench.call('getINIFile', { Path: path }), { File: ' ' }, path);
      }
    });

    it('refuses what leads out of etc, and a request without path', async () => {
      const { bench } = await open();
      for (const path of ['../x.ini', '/etc/passwd', 'servers/../../x.ini', 'a\\..\\x.ini']) {
        await assert.rejects(
          bench.call('getINIFile', { Path: path }),
          /cannot be used: .* relative/,
        );
      }
      await assert.rejects(bench.call('getINIFile'), /needs “Path”/);
      await assert.rejects(bench.call('getINIFile', { path: 'x.ini' }), /needs “Path”/);
    });
  });

  describe('setINIFile', () => {
    it('sets what is named and keeps all else', async () => {
      const { bench, textOf } = await open();
      const reply = await set(bench, 'outlets/bench1.ini', {
        pdu: { comment: 'rack "A" <1>', TYPE: 'Dummy' },
        new: {},
      });
      assert.deepEqual(reply, { succeeded: true });
      assert.equal(
        await textOf('outlets/bench1.ini'),
        '# the bench\n[PDU]\n[pdu]\nType = Dummy\nread_community = s3cret\ncomment = rack "A" <1>\n\n[new]\n',
      );
    });

    it('writes lists as JSON and names in lower case, as the original does', async () => {
      const { bench, textOf } = await open();
      await set(bench, 'lab/a.ini', {
        x: { ml: 'a\nb', S: 'v', List: ['é', 1, true, null, ['"', {}]], percent: '%(a)s %' },
      });
      assert.equal(
        await textOf('lab/a.ini'),
        '[x]\nml = a\n\tb\ns = v\nlist = ["\\u00e9", 1, true, null, ["\\"", {}]]\npercent = %(a)s %\n\n',
      );
      await set(bench, 'empty.ini', {});
      assert.equal(await textOf('empty.ini'), '');
    });

    it('leaves a secret that was read masked as it is', async () => {
      const { bench, textOf } = await open();
      const pdus = await bench.json('getPDUDict', 'pdus');
      const { bench1: sections } = pdus as Readonly<Record<string, { pdu: object }>>;
      assert.match(JSON.stringify(sections), /"\*\*\*"/);
      await set(bench, 'outlets/bench1.ini', { pdu: { ...sections?.pdu, comment: 'new' } });
      assert.equal(await textOf('outlets/bench1.ini'), `${bench1}comment = new\n`);
      await set(bench, 'outlets/bench1.ini', { pdu: { read_community: 'other', comment: '***' } });
      const after = await textOf('outlets/bench1.ini');
      assert.match(after, /read_community = other\ncomment = \*\*\*\n/);
    });

    it('takes back each dictionary that the core commands give', async () => {
      const { bench, etc } = await open({ 'servers/web.ini': serverFile(['nas']) });
      const before = await hashFolder(etc);
      for (const [command, key, folder] of [
        ['getServerDict', 'servers', 'servers'],
        ['getPDUDict', 'pdus', 'outlets'],
      ] as const) {
        const files = Object.entries((await bench.json(command, key)) ?? {});
        assert.ok(files.length > 0);
        for (const [name, sections] of files) await set(bench, `${folder}/${name}.ini`, sections);
      }
      assert.equal(await hashFolder(etc), before);
    });

    const wrong: readonly (readonly [string, string, RegExp])[] = [
      ['no JSON', '{', /no JSON/],
      ['a list', '[]', /no JSON object/],
      ['a text', '"x"', /no JSON object/],
      ['null', 'null', /no JSON object/],
      ['a section that is text', '{"s": "x"}', /Section \[s\] is no JSON object/],
      ['a section that is a list', '{"s": []}', /Section \[s\] is no JSON object/],
      ['a number', '{"s": {"a": "1", "b": 2}}', /“b” of section \[s\] is number/],
      ['a boolean', '{"s": {"b": true}}', /is boolean/],
      ['a null', '{"s": {"b": null}}', /is null/],
      ['an object', '{"s": {"b": {}}}', /is object/],
      ['an option twice', '{"s": {"b": "1", "B": "2"}}', /given twice/],
      ['DEFAULT', '{"DEFAULT": {"b": "1"}}', /belongs to all others/],
      ['blanks at the ends', '{"s": {"b": " 1"}}', /blanks at its ends/],
      ['what reads as a comment', '{"s": {"b": "a ; b"}}', /comment/],
      ['what is too deep', `{"s": {"b": ${'['.repeat(5000)}${']'.repeat(5000)}}}`, /deep/],
    ];
    for (const [what, iniDict, message] of wrong) {
      it(`refuses ${what}, and the file is as before`, async () => {
        const { bench, etc } = await open();
        const before = await hashFolder(etc);
        for (const path of ['outlets/bench1.ini', 'new/new.ini']) {
          await assert.rejects(bench.call('setINIFile', { Path: path, iniDict }), message);
        }
        assert.equal(await hashFolder(etc), before);
      });
    }

    it('refuses a path out of etc, and a request without one of its keys', async () => {
      const { bench } = await open();
      const before = await hashFolder(bench.project);
      await assert.rejects(set(bench, '../x.ini', { s: {} }), /relative to etc/);
      await assert.rejects(set(bench, '.git/config', { s: {} }), /relative to etc/);
      await assert.rejects(bench.call('setINIFile', { Path: 'x.ini' }), /needs “iniDict”/);
      await assert.rejects(bench.call('setINIFile', { iniDict: '{}' }), /needs “Path”/);
      assert.equal(await hashFolder(bench.project), before);
    });

    it('is in the journal with who did it', async () => {
      const { bench } = await open();
      await set(bench, 'x.ini', { s: {} });
      const entry = bench.journal.find(({ verb }) => verb === 'writeConfig');
      assert.ok(entry);
      assert.equal(entry.target, 'x.ini');
      assert.equal(entry.actor.kind, 'plugin');
      assert.equal(entry.outcome?.kind, 'done');
    });
  });

  describe('deleteINIFile', () => {
    it('moves the file to serversBack', async () => {
      const { bench, etc, textOf } = await open();
      const reply = await bench.call('deleteINIFile', { Path: 'outlets/bench1.ini' });
      assert.deepEqual(reply, { succeeded: true });
      assert.ok(!(await readdir(join(etc, 'outlets'))).includes('bench1.ini'));
      assert.equal(await textOf('serversBack/outlets.bench1.1.ini'), bench1);
    });

    it('says why it cannot', async () => {
      const { bench } = await open();
      const before = await hashFolder(bench.project);
      for (const path of [
        'none.ini',
        '../outside.ini',
        'servers',
        'x;touch y;.ini',
        '/etc/passwd',
      ]) {
        const reply = await bench.call('deleteINIFile', { Path: path });
        assert.equal(reply['succeeded'], false, path);
        assert.match(JSON.stringify(reply['error']), /Changing .* failed: .+\."$/);
      }
      assert.equal(await hashFolder(bench.project), before);
    });
  });

  describe('deleteINISection', () => {
    it('removes the section', async () => {
      const { bench, textOf } = await open();
      const reply = await bench.call('deleteINISection', {
        Path: 'outlets/bench1.ini',
        Section: 'pdu',
      });
      assert.deepEqual(reply, { succeeded: true });
      assert.equal(await textOf('outlets/bench1.ini'), '# the bench\n[PDU]\n');
    });

    it('says that there is none in the words of the original', async () => {
      const { bench } = await open();
      const before = await hashFolder(bench.project);
      for (const [path, section] of [
        ['outlets/bench1.ini', 'Pdu'],
        ['outlets/none.ini', 'pdu'],
        ['outlets/bench1.ini', 'DEFAULT'],
        ['outlets/bench1.ini', '__proto__'],
      ] as const) {
        assert.deepEqual(await bench.call('deleteINISection', { Path: path, Section: section }), {
          succeeded: false,
          error: `Failed remove section ${section} in file ${path}`,
        });
      }
      const outside = await bench.call('deleteINISection', { Path: '../x.ini', Section: 's' });
      assert.match(
        JSON.stringify(outside['error']),
        /^"Failed remove section s in file \.\.\/x\.ini: .*relative/,
      );
      assert.equal(await hashFolder(bench.project), before);
    });
  });
});
