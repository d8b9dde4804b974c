import assert from 'node:assert/strict';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { errorCode, errorMessage } from '../../../../runtime/base/codedError.ts';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
import {
  hashFolder,
  makeProject,
  removeTempProjects,
} from '../../../support/runtime/tempProject.ts';

/** Every spelling that has led out of a folder somewhere. */
const corpus = [
  ...['', '.', '..', '/', '//', '\\', '~', '~/x.ini', '-', ' ', '\0', '\n', '%00', 'x.ini\0.txt'],
  ...['../x.ini', '../../x.ini', 'a/../../x.ini', './x.ini', 'servers/../../outside/secret.ini'],
  ...['/etc/passwd', '/etc/passwd.ini', '//etc/passwd.ini', '///x.ini', 'file:///etc/x.ini'],
  ...['..\\x.ini', 'a\\..\\..\\x.ini', '\\x.ini', '\\\\host\\share\\x.ini', '//host/share/x.ini'],
  ...['C:x.ini', 'C:/x.ini', 'c:\\x.ini', '\\\\?\\C:\\x.ini', '\\\\.\\pipe\\x.ini', 'x.ini::$DATA'],
  ...['%2e%2e/x.ini', '%2e%2e%2fx.ini', '..%2fx.ini', '..%c0%afx.ini', '..;/x.ini', '.../x.ini'],
  ...['x.ini.', 'x.ini ', 'a./x.ini', 'a /x.ini', '. ./x.ini', '.. /x.ini', ' ../x.ini', '..'],
  ...['\uff0e\uff0e/x.ini', '\u2024\u2024/x.ini', '\u2025/x.ini', '..\u2215x.ini', '..\u2044x.ini'],
  ...['..\u200b/x.ini', '\u202e/x.ini', '\ufeff../x.ini', 'e\u0301.ini', '\ud800.ini'],
  ...['CON.ini', 'con', 'NUL.ini', 'aux.ini', 'COM1.ini', 'lpt9.ini', 'prn/x.ini'],
  ...[
    '.git/config',
    '.hidden.ini',
    'servers/.x.ini',
    'servers//x.ini',
    'servers/',
    'servers/./x.ini',
  ],
  ...[
    '/proc/self/root/etc/passwd',
    '/proc/self/cwd/x.ini',
    '/dev/stdin',
    '/dev/fd/0',
    '/proc/1/environ',
  ],
  ...['out/secret.ini', 'out/new.ini', 'out/../servers/x.ini', 'OUT/secret.ini', 'secret.ini'],
  ...[
    'nowhere.ini',
    'loop.ini',
    'loop2.ini',
    'root/etc/passwd.ini',
    'self/etc/x.ini',
    'up/outside/secret.ini',
  ],
  ...[
    'servers/secret.ini',
    'hard/x.ini',
    'dangling/x.ini',
    'deny/x.ini',
    'deny/none.ini',
    'x.ini/y.ini',
  ],
  ...[
    '$HOME/x.ini',
    '`id`.ini',
    '$(id).ini',
    ';id;.ini',
    '|id.ini',
    "';id;'.ini",
    '*.ini',
    '?.ini',
  ],
  ...['__proto__', '__proto__.ini', 'constructor/prototype.ini', 'a'.repeat(300), 'a/'.repeat(900)],
];

const pieces = fc.constantFrom(
  ...[
    '..',
    '.',
    '/',
    '//',
    '\\',
    '\0',
    ':',
    ' ',
    '%2e',
    '%2f',
    '~',
    'C:',
    'out',
    'OUT',
    'loop.ini',
  ],
  ...[
    'servers',
    'x.ini',
    '.ini',
    'secret.ini',
    'up',
    'root',
    'deny',
    'outside',
    'proc',
    'self',
    'etc',
  ],
  ...[
    '\uff0e',
    '\u2215',
    '\u202e',
    '\n',
    '\ud800',
    'nowhere.ini',
    'CON',
    '__proto__',
    '$(touch x)',
  ],
);
const paths = fc.oneof(
  fc.constantFrom(...corpus),
  fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 6 }).map((parts) => parts.join('/')),
  fc.tuple(fc.constantFrom(...corpus), pieces).map((parts) => parts.join('/')),
  fc.string({ maxLength: 12 }),
);

describe('paths below etc', () => {
  after(removeTempProjects);

  /** An `etc` full of links, and beside it what nobody may see or touch. */
  async function makeTrap() {
    const project = await makeProject({
      'etc/servers/x.ini': '[server]\na = 1\n',
      'etc/x.ini': '[x]\n',
      'outside/secret.ini': '[secret]\nword = canary\n',
      'outside/deep/more.ini': '[more]\nword = canary\n',
    });
    const etc = join(project, 'etc');
    const outside = join(project, 'outside');
    const links: Readonly<Record<string, string>> = {
      out: outside,
      up: '..',
      root: '/',
      self: '/proc/self/root',
      'secret.ini': join(outside, 'secret.ini'),
      'servers/secret.ini': '../../outside/secret.ini',
      'nowhere.ini': join(outside, 'none.ini'),
      dangling: join(outside, 'none'),
      'loop.ini': 'loop2.ini',
      'loop2.ini': 'loop.ini',
      deny: '/proc/1/root',
      alias: 'servers',
      'same.ini': 'servers/x.ini',
    };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(etc, name));
    const folders = { etc, servers: etc, outlets: etc, testers: etc, controllers: etc };
    return { project, etc, outside, files: new EtcFiles(folders) };
  }

  it('lead to nothing outside, whatever they are made of', async () => {
    const { project, outside, files } = await makeTrap();
    const before = await hashFolder(outside);
    let refused = 0;
    const attempt = async (work: Promise<unknown>): Promise<void> => {
      const answer = await work.then(
        (read) => JSON.stringify(read ?? null),
        (error: unknown) => {
          assert.notEqual(errorCode(error), 'internal-error', errorMessage(error));
          if (errorCode(error) === 'etc-path-refused') refused++;
          return errorMessage(error);
        },
      );
      assert.doesNotMatch(answer, /canary|root:x/);
    };
    await fc.assert(
      fc.asyncProperty(paths, async (path) => {
        await attempt(files.readText(path));
        await attempt(files.apply({ kind: 'merge', path, sections: { owned: { by: 'me' } } }));
        await attempt(files.apply({ kind: 'deleteSection', path, section: 'secret' }));
        await attempt(files.apply({ kind: 'delete', path }));
      }),
      { numRuns: 5000, examples: corpus.map((path) => [path]) },
    );
    assert.equal(await hashFolder(outside), before);
    assert.deepEqual((await readdir(project)).sort(), ['etc', 'outside']);
    assert.ok(refused > 10_000, `${refused} were refused`);
  }).timeout(60_000);

  it('are refused in the same words whether there is something outside or not', async () => {
    const { etc, outside, files } = await makeTrap();
    await mkdir(join(outside, 'there'));
    await writeFile(join(outside, 'there', 'x.ini'), '');
    const links = {
      'a.ini': join(outside, 'secret.ini'),
      'b.ini': join(outside, 'none.ini'),
      c: outside,
      d: join(outside, 'none'),
      e: join(outside, 'secret.ini'),
    };
    for (const [name, target] of Object.entries(links)) await symlink(target, join(etc, name));
    const answer = async (path: string) => {
      const all = [
        files.readText(path),
        files.apply({ kind: 'merge', path, sections: {} }),
        files.apply({ kind: 'delete', path }),
        files.apply({ kind: 'deleteSection', path, section: 'secret' }),
      ];
      const told = (await Promise.allSettled(all)).map((each) =>
        each.status === 'rejected' ? errorMessage(each.reason) : 'done',
      );
      return told.join('\n').replaceAll(path, basename(path));
    };
    const [first, ...others] = await Promise.all(['a.ini', 'b.ini'].map(answer));
    assert.match(first ?? '', /does not lead to anything in etc/);
    for (const other of others) assert.equal(other.replaceAll('b.ini', 'a.ini'), first);
    const inFolders = ['c', 'd', 'e'].flatMap((name) =>
      ['secret.ini', 'none.ini', 'there/x.ini'].map((file) => `${name}/${file}`),
    );
    const told = await Promise.all(inFolders.map(answer));
    const plain = told.map((each, index) => each.replaceAll(basename(inFolders[index] ?? ''), 'x'));
    assert.deepEqual(new Set(plain).size, 1, plain.join('\n'));
  });

  it('follow links that stay inside', async () => {
    const { etc, files } = await makeTrap();
    assert.equal(await files.readText('alias/x.ini'), '[server]\na = 1\n');
    await files.apply({ kind: 'merge', path: 'same.ini', sections: { server: { a: '2' } } });
    assert.equal(await files.readText('servers/x.ini'), '[server]\na = 2\n');
    await files.apply({ kind: 'merge', path: 'alias/new.ini', sections: { n: {} } });
    assert.equal(await files.readText('servers/new.ini'), '[n]\n\n');
    await files.apply({ kind: 'delete', path: 'same.ini' });
    assert.equal(await files.readText('same.ini'), null);
    assert.equal(await files.readText('servers/x.ini'), '[server]\na = 2\n');
    await symlink(etc, join(etc, 'whole'));
    await assert.rejects(files.readText('whole/x.ini'), { code: 'etc-path-refused' });
  });

  it('are whole when etc itself is a link', async () => {
    const { project, etc, files } = await makeTrap();
    await symlink(etc, join(project, 'linked'));
    const folders = {
      etc: join(project, 'linked'),
      servers: '',
      outlets: '',
      testers: '',
      controllers: '',
    };
    const linked = new EtcFiles(folders);
    await linked.apply({ kind: 'merge', path: 'servers/x.ini', sections: { server: { a: '3' } } });
    assert.equal(await files.readText('servers/x.ini'), '[server]\na = 3\n');
    await assert.rejects(linked.readText('secret.ini'), { code: 'etc-path-refused' });
  });

  for (const [path, is] of [
    ['a'.repeat(251) + '.ini', true],
    ['a'.repeat(252) + '.ini', false],
    [`${'a/'.repeat(509)}bb.ini`, true],
    [`${'a/'.repeat(509)}bbb.ini`, false],
  ] as const) {
    it(`${is ? 'take' : 'do not take'} ${path.length} characters like ${path.slice(0, 4)}`, async () => {
      const { files } = await makeTrap();
      const read = files.readText(path);
      if (is) assert.equal(await read, null);
      else await assert.rejects(read, { code: 'etc-path-refused' });
    });
  }
});
