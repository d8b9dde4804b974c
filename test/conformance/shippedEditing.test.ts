import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { hashProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { isolations, openShipped } from './support/shippedDaemon.ts';

const name = 'EditingCommunicationCommands';
const rack = '; left\r\n[pdu]\r\nType = Dummy\r\n';

for (const isolation of isolations) {
  describe(`${name}, ${isolation}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    const open = async () => {
      const opened = await openShipped(isolation, [name], { 'etc/outlets/rack.ini': rack });
      const textOf = (path: string) => readFile(join(opened.project, 'etc', path), 'utf8');
      return { ...opened, textOf };
    };
    const path = 'outlets/rack.ini';

    it('reads, changes and deletes', async () => {
      const { call, textOf } = await open();
      assert.deepEqual(await call('getINIFile', { Path: path }), { File: rack });
      const iniDict = JSON.stringify({ pdu: { comment: 'é' }, list: { all: ['é', 1] } });
      assert.deepEqual(await call('setINIFile', { Path: path, iniDict }), { succeeded: true });
      const changed = `${rack}comment = é\r\n\r\n[list]\r\nall = ["\\u00e9", 1]\r\n`;
      assert.equal(await textOf(path), changed);
      const removal = await call('deleteINISection', { Path: path, Section: 'list' });
      assert.deepEqual(removal, { succeeded: true });
      assert.equal(await textOf(path), `${rack}comment = é\r\n\r\n`);
      assert.deepEqual(await call('deleteINIFile', { Path: path }), { succeeded: true });
      assert.equal(await textOf('serversBack/outlets.rack.1.ini'), `${rack}comment = é\r\n\r\n`);
      assert.deepEqual(await call('getINIFile', { Path: path }), { File: ' ' });
    });

    it('takes names like those of objects as names only', async () => {
      const { call, textOf } = await open();
      const iniDict = '{"__proto__": {"constructor": "x"}, "toString": {"__proto__": "y"}}';
      const reply = await call('setINIFile', { Path: '__proto__.ini', iniDict });
      assert.deepEqual(reply, { succeeded: true });
      const text = '[__proto__]\nconstructor = x\n\n[toString]\n__proto__ = y\n\n';
      assert.equal(await textOf('__proto__.ini'), text);
      assert.deepEqual(await call('getINIFile', { Path: '__proto__.ini' }), { File: text });
      const removal = await call('deleteINISection', { Path: path, Section: 'constructor' });
      assert.equal(removal['succeeded'], false);
      await assert.rejects(call('toString'), /toString/);
    });

    it('says what is wrong, and changes nothing', async () => {
      const { call, project } = await open();
      const before = await hashProject(project);
      await assert.rejects(call('getINIFile', { Path: '../x.ini' }), /relative to etc/);
      await assert.rejects(
        call('setINIFile', { Path: path, iniDict: '{"a": {"b": 1}}' }),
        /number/,
      );
      await assert.rejects(call('setINIFile', { Path: path, iniDict: '[' }), /no JSON/);
      assert.deepEqual(await call('deleteINISection', { Path: path, Section: 'none' }), {
        succeeded: false,
        error: `Failed remove section none in file ${path}`,
      });
      const { succeeded, error } = await call('deleteINIFile', { Path: 'none.ini' });
      assert.equal(succeeded, false);
      assert.match(JSON.stringify(error), /There is no file none\.ini in etc/);
      assert.equal(await hashProject(project), before);
    });
  });
}
