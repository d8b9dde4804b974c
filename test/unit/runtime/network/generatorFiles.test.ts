import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../support/runtime/tempProject.ts';
import { buildNetwork as build } from './buildNetwork.ts';

const rack = { 'etc/outlets/rack.ini': '[pdu]\ntype = Dummy\n' };
const good = { 'etc/servers/db.ini': '[server]\noutlets = main\n[main]\npdu = rack\n' };

describe('The files of PDUs, testers and controllers', () => {
  after(removeTempProjects);

  const threeOutlets =
    '[server]\noutlets = ["a", "b", "c"]\n[a]\npdu = odd\n[b]\npdu = odd\n[c]\npdu = odd\n';
  const oddFiles: Readonly<
    Record<string, readonly [text: string | Uint8Array, code: string, line: number]>
  > = {
    'an unknown type': ['[pdu]\n; a comment\ntype = Telepathy\n', 'device-type-unknown', 3],
    'the type of a class': ['[pdu]\ntype = constructor\n', 'device-type-unknown', 2],
    'no type': ['; a comment\n[pdu]\ncomment = x\n', 'device-type-unknown', 2],
    'a type that is not there yet': ['[pdu]\ntype = Raritan\n', 'device-type-later', 2],
    'no section of its kind': ['[outlet]\ntype = Dummy\n', 'generator-section-missing', 1],
    'no text': ['', 'generator-section-missing', 1],
    'no ini text': ['\u0000\u0001 = [[[\n', 'generator-section-missing', 1],
    'a type without equals sign': ['[pdu]\ntype Dummy\n', 'missing-delimiter', 2],
    'a value with a broken %': ['[pdu]\ntype = Dummy\ncomment = 5%\n', 'percent-unescaped', 3],
    'bytes that are no UTF-8': [Uint8Array.of(0x5b, 0xff, 0xfe), 'file-not-utf8', 1],
  };
  for (const [name, [text, code, line]] of Object.entries(oddFiles)) {
    for (const use of ['that three outlets use', 'that nobody uses']) {
      it(`reports a file with ${name} ${use} once, where it is`, async () => {
        const server = use === 'that nobody uses' ? '[server]\n' : threeOutlets;
        const { tree, problems } = await build({
          'etc/servers/web.ini': server,
          'etc/outlets/odd.ini': text,
        });
        assert.deepEqual(
          problems.map((problem) => [problem.code, problem.at]),
          [[code, `etc/outlets/odd.ini:${line}`]],
        );
        assert.match(tree, /^web: /);
      });
    }
  }

  it('reports unknown types of each kind at their own files', async () => {
    const { problems } = await build({
      'etc/servers/web.ini':
        '[server]\ntests = t\ncontrols = c\n[t]\ntester = odd\n[c]\ncontroller = odd\n',
      'etc/testers/odd.ini': '[tester]\ntype = Telepathy\n',
      'etc/controllers/odd.ini': '[controller]\ntype = Telepathy\n',
    });
    assert.deepEqual(problems.map(({ code, at }) => `${code} ${at}`).sort(), [
      'device-type-unknown etc/controllers/odd.ini:2',
      'device-type-unknown etc/testers/odd.ini:2',
    ]);
  });

  it('reports a folder of generators that is none once', async () => {
    const { tree, problems } = await build({
      'etc/servers/web.ini': threeOutlets,
      'etc/outlets': 'text',
    });
    assert.deepEqual(
      problems.map(({ code, at }) => [code, at]),
      [['folder-unreadable', '']],
    );
    assert.match(tree, /a : Unknown/);
  });

  it('passes over backups of generators', async () => {
    const backups = { 'etc/outlets/rack.ini~': 'x', 'etc/outlets/.rack.ini.swp': 'x' };
    const { problems } = await build({ ...rack, ...good, ...backups });
    assert.deepEqual(problems, []);
  });
});
