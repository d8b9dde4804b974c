import assert from 'node:assert/strict';
import { parseIni } from '../../../../runtime/ini/index.ts';
import type { ServerFile } from '../../../../runtime/project/index.ts';
import {
  generatorKeys,
  orderServers,
  readConfigFile,
  readServerFile,
} from '../../../../runtime/project/index.ts';
import type { NewFile } from '../../../../runtime/scaffold/index.ts';
import { loadProjectFiles, planProject } from '../../../../runtime/scaffold/index.ts';
import { readTemplate } from '../../../support/readTemplate.ts';

describe('Planning a project', () => {
  let files: readonly NewFile[];
  before(async () => {
    files = await loadProjectFiles(readTemplate);
  });

  function added(existing: readonly string[]): readonly string[] {
    return planProject(existing, files).newFiles.map(({ path }) => path);
  }

  it('writes all of it into an empty folder', () => {
    assert.equal(
      added([]).join('\n'),
      `etc/config.ini
etc/servers/router.ini
etc/servers/switch.ini
etc/servers/nas.ini
etc/servers/db1.ini
etc/servers/web1.ini
etc/servers/web2.ini
etc/servers/mail.ini
etc/servers/monitor.ini
etc/outlets/rackA.ini
etc/outlets/rackB.ini
etc/testers/pinger.ini
etc/controllers/console.ini
src/config/config.ini
tsconfig.json
src/plugins/.gitkeep
.gitignore`,
    );
  });

  it('adds only what is missing', () => {
    assert.deepEqual(
      added(['ETC/config.ini', 'tsconfig.json', '.gitignore', 'etc/servers/mine.ini', 'README']),
      ['src/config/config.ini', 'src/plugins/.gitkeep'],
    );
    assert.deepEqual(added(added([])), []);
  });

  it('has a config without a problem', () => {
    const config = files.find(({ path }) => path === 'etc/config.ini');
    const { plugins, problems } = readConfigFile(config!.text);
    assert.deepEqual([plugins, problems], [[], []]);
    assert.equal(parseIni(config!.text).get('servers', 'max_startup_time'), '0.5');
  });

  it('has a rack whose servers all stand, needed ones first', () => {
    const servers: ServerFile[] = [];
    for (const { path, text } of files) {
      const name = /^etc\/servers\/(.+)\.ini$/.exec(path)?.[1];
      if (name === undefined) continue;
      const { server, problems } = readServerFile(text, name, path);
      assert.deepEqual(problems, []);
      servers.push(server!);
    }
    const { ordered, cycles, unknown } = orderServers(servers);
    assert.deepEqual(ordered, [
      'router',
      'switch',
      'nas',
      'db1',
      'mail',
      'monitor',
      'web1',
      'web2',
    ]);
    assert.deepEqual([cycles, unknown], [[], []]);
    for (const server of servers) {
      assert.ok(server.outlets.length > 0 && server.tests.length > 0, server.name);
      assert.deepEqual(missingGenerators(server), []);
    }
    assert.ok(servers.some(({ controls }) => controls.length > 0));
  });

  /** Generator files that the server's objects name and the project has not. */
  function missingGenerators(server: ServerFile): readonly string[] {
    const folders = { outlets: 'outlets', tests: 'testers', controls: 'controllers' } as const;
    return (['outlets', 'tests', 'controls'] as const)
      .flatMap((kind) =>
        server[kind].map((name) => {
          const generator = server.objects.get(name)?.get(generatorKeys[kind]) ?? '';
          return `etc/${folders[kind]}/${generator}.ini`;
        }),
      )
      .filter((path) => !files.some((file) => file.path === path));
  }
});
