import assert from 'node:assert/strict';
import { join } from 'node:path';
import { EtcFiles } from '../../../../runtime/config/etcFiles.ts';
import { makeProject, removeTempProjects } from '../../../support/runtime/tempProject.ts';

describe('names like those of objects', () => {
  after(removeTempProjects);

  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ];

  it('are names only, as sections, options, values and files', async () => {
    const project = await makeProject({ 'etc/x.ini': '' });
    const etc = join(project, 'etc');
    const folders = { etc, servers: etc, outlets: etc, testers: etc, controllers: etc };
    const files = new EtcFiles(folders);
    const snapshot = () =>
      [Object.prototype, Array.prototype, Map.prototype, Function.prototype].map((each) =>
        Reflect.ownKeys(each).map((key) => [key, Object.getOwnPropertyDescriptor(each, key)]),
      );
    const before = snapshot();
    for (const [index, path] of names.entries()) {
      for (const section of names) {
        for (const option of names) {
          const sections = JSON.parse(`{"${section}": {"${option}": "${path}"}}`) as Record<
            string,
            Record<string, string>
          >;
          await files.apply({ kind: 'merge', path: `${path}.ini`, sections });
        }
      }
      assert.deepEqual(snapshot(), before, `after ${index}`);
    }
    const read = new Map(Object.entries(await files.readFolder('servers')));
    for (const path of names) {
      const sections = new Map(Object.entries(read.get(path) ?? {}));
      assert.deepEqual([...sections.keys()], names);
      for (const options of sections.values()) {
        assert.deepEqual(
          new Map(Object.entries(options)),
          new Map(names.map((name) => [name.toLowerCase(), path])),
        );
      }
      await files.apply({ kind: 'deleteSection', path: `${path}.ini`, section: 'constructor' });
      await files.apply({ kind: 'delete', path: `${path}.ini` });
    }
    assert.deepEqual(snapshot(), before);
    assert.deepEqual(Object.keys(await files.readFolder('servers')), ['x']);
  }).timeout(60_000);
});
