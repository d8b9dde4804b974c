import assert from 'node:assert/strict';
import { ProjectFiles } from '../../../../../extension/views/serverTree/projectFiles.ts';

/** A disk in memory that remembers what was read. */
class Disk {
  readonly texts: Map<string, string>;
  readonly reads: string[] = [];

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts));
  }

  toAbsolute(file: string): string {
    return `/p/${file}`;
  }

  listFiles(folder: string): Promise<readonly string[]> {
    const inside = [...this.texts.keys()].filter((path) => path.startsWith(`${folder}/`));
    return Promise.resolve(inside.map((path) => path.slice(folder.length + 1)));
  }

  readText(file: string): Promise<string | undefined> {
    this.reads.push(file);
    return Promise.resolve(this.texts.get(file));
  }
}

async function load(texts: Readonly<Record<string, string>>) {
  const disk = new Disk(texts);
  const files = new ProjectFiles(disk);
  await files.load();
  return { disk, files };
}

describe('The files of a project', () => {
  it('are its servers, with the lines of their sections', async () => {
    const { files } = await load({
      'etc/servers/web1.ini':
        '# web\n[server]\noutlets = ["psu"]\ndependencies = []\n[psu]\npdu = rackA\n',
    });
    const web1 = files.current.servers.get('web1');
    assert.equal(web1?.file, '/p/etc/servers/web1.ini');
    assert.deepEqual(web1.server?.outlets, ['psu']);
    assert.deepEqual(web1.problems, []);
    assert.deepEqual(
      [...web1.lines],
      [
        ['server', 2],
        ['psu', 5],
      ],
    );
    assert.equal(web1.dependenciesLine, 4);
  });

  it('leave out backups and hidden files', async () => {
    const { files } = await load({
      'etc/servers/a.ini': '[server]\n',
      'etc/servers/a.ini~': '[server]\n',
      'etc/servers/.b.ini': '[server]\n',
      'etc/servers/notes.txt': '',
    });
    assert.deepEqual([...files.current.servers.keys()], ['a']);
  });

  it('are where config.ini says', async () => {
    const { files } = await load({
      'etc/config.ini': '[main]\nserver_dir = machines\n[servers]\nmax_attempts = 7\n',
      'etc/machines/a.ini': '[server]\n',
      'etc/servers/b.ini': '[server]\n',
    });
    assert.deepEqual([...files.current.servers.keys()], ['a']);
    assert.equal(files.current.maxAttempts, 7);
  });

  it('have three attempts when config.ini does not say how many', async () => {
    const missing = await load({});
    const wrong = await load({ 'etc/config.ini': '[servers]\nmax_attempts = many\n' });
    assert.equal(missing.files.current.maxAttempts, 3);
    assert.equal(wrong.files.current.maxAttempts, 3);
  });

  it('are read again only after they changed', async () => {
    const { disk, files } = await load({
      'etc/servers/a.ini': '[server]\n',
      'etc/servers/b.ini': '[server]\n',
    });
    disk.reads.length = 0;
    disk.texts.set('etc/servers/a.ini', '[server]\ndependencies = ["b"]\n');
    files.forget('/p/etc/servers/a.ini');
    await files.load();
    assert.deepEqual(disk.reads, ['etc/config.ini', 'etc/servers/a.ini']);
    assert.deepEqual(files.current.servers.get('a')?.server?.dependencies, ['b']);
  });

  it('are read again when they changed while they were being read', async () => {
    const disk = new Disk({ 'etc/servers/a.ini': 'half' });
    const files = new ProjectFiles({
      toAbsolute: (file) => disk.toAbsolute(file),
      listFiles: (folder) => disk.listFiles(folder),
      readText: async (file) => {
        const text = await disk.readText(file);
        if (text !== 'half') return text;
        disk.texts.set(file, '[server]\n');
        files.forget(disk.toAbsolute(file));
        return text;
      },
    });
    await files.load();
    assert.equal(files.current.servers.get('a')?.server, undefined);
    await files.load();
    assert.ok(files.current.servers.get('a')?.server);
  });

  it('may go away', async () => {
    const { disk, files } = await load({ 'etc/servers/a.ini': '[server]\n' });
    disk.texts.clear();
    await files.load();
    assert.equal(files.current.servers.size, 0);
  });

  it('are shown as unreadable when they are', async () => {
    const disk = new Disk({ 'etc/servers/a.ini': '' });
    const readText = (file: string): Promise<string | undefined> =>
      file.endsWith('a.ini') ? Promise.reject(new Error('EACCES')) : disk.readText(file);
    const listFiles = (folder: string): Promise<readonly string[]> => disk.listFiles(folder);
    const toAbsolute = (file: string): string => disk.toAbsolute(file);
    const files = new ProjectFiles({ readText, listFiles, toAbsolute });
    await files.load();
    const [problem] = files.current.servers.get('a')?.problems ?? [];
    assert.match(problem?.message ?? '', /"a" cannot be read: EACCES/);
  });
});
