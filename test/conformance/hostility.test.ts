import assert from 'node:assert/strict';
import { openBench, type Bench } from './support/pluginBench.ts';
import { temporaryProject, type TemporaryProject } from './support/temporaryProject.ts';

const limits = { stop: 300, terminate: 300 };

const ts = (body: string): string =>
  `import { writeSync, closeSync } from 'node:fs';
   import { spawn } from 'node:child_process';
   import { ModuleTemplate } from 'ockle';
   export class Main extends ModuleTemplate { override async run(): Promise<void> { ${body} } }`;

const py = (...body: readonly string[]): string =>
  [
    'import os, subprocess, threading, time',
    'from plugins.ModuleTemplate import ModuleTemplate',
    'class Main(ModuleTemplate):',
    '    def run(self):',
    ...body.map((line) => `        ${line}`),
  ].join('\n');

for (const [language, file] of [
  ['typescript', 'Main.ts'],
  ['python', 'Main.py'],
] as const) {
  describe(`A ${language} plugin that does not mean well`, () => {
    let bench: Bench;
    let folder: TemporaryProject;

    async function run(source: { readonly typescript: string; readonly python: string }) {
      folder = await temporaryProject({ [`src/plugins/${file}`]: source[language] });
      bench = await openBench('Main', language, { project: folder.path, limits });
      await bench.run();
      return bench;
    }

    afterEach(async () => {
      await bench.instance.stop();
      await folder[Symbol.asyncDispose]();
    });

    it('is named by its line wherever the project lies', async () => {
      const { heard, instance } = await run({
        typescript: ts("await this.sleep(0); throw new Error('boom');"),
        python: py("raise Exception('boom')"),
      });
      await heard.untilPhase('failed');
      assert.ok(instance.phase.kind === 'failed');
      const { code, source } = instance.phase.failure;
      assert.equal(code, 'plugin-run-failed');
      assert.deepEqual(
        [source?.file, source?.line],
        [bench.request.file, language === 'python' ? 5 : 4],
      );
    });

    it('is heard as nonsense when it writes nonsense to the daemon', async () => {
      const nonsense = '{"method":"act","id":1,"params":{"verb":"fly"}}\\nrubbish\\n';
      const { heard } = await run({
        typescript: ts(`writeSync(3, '${nonsense}'); this.debug('still here');`),
        python: py(`os.write(3, b'${nonsense}')`, "self.debug('still here')"),
      });
      await heard.untilLine('still here');
      assert.deepEqual(
        heard.of('warning').map(({ warning }) => warning.code),
        ['bad-host-message'],
      );
      assert.equal(heard.of('act').length, 0);
    });

    it('can be stopped when it closed the connection', async () => {
      const { heard, instance } = await run({
        typescript: ts('console.log("closing"); closeSync(3); for (;;) await this.sleep(1);'),
        python: py("print('closing')", 'os.close(3)', 'threading.Event().wait()'),
      });
      await heard.untilLine('closing');
      await instance.stop();
      assert.equal(instance.pid, undefined);
    });

    it('does not keep the connection open through a child that outlives it', async () => {
      const { heard, instance } = await run({
        typescript: ts("spawn('setsid', ['sleep', '5'], { stdio: 'ignore' }); process.exit(4);"),
        python: py(
          'n = subprocess.DEVNULL',
          "subprocess.Popen(['setsid', 'sleep', '5'], stdin=n, stdout=n, stderr=n)",
          'os._exit(4)',
        ),
      });
      await heard.untilPhase('failed');
      assert.ok(instance.phase.kind === 'failed');
      assert.equal(instance.phase.failure.code, 'plugin-exited');
    });

    it('fails with what it throws, even if that is nothing', async () => {
      const { heard, instance } = await run({
        typescript: ts('void Promise.reject(null); await this.sleep(100);'),
        python: py('raise Exception()'),
      });
      await heard.untilPhase('failed');
      assert.ok(instance.phase.kind === 'failed');
      assert.equal(instance.phase.failure.code, 'plugin-run-failed');
    });

    it('cannot drown the daemon in lines', async () => {
      const { heard } = await run({
        typescript: ts(
          "for (let i = 0; i < 300000; i++) process.stdout.write(`line ${i}\\n`); this.debug('done');",
        ),
        python: py("print('\\n'.join('line %d' % i for i in range(300000)))", "self.debug('done')"),
      });
      await heard.until(() => {
        const last = heard.all.at(-1);
        return last?.kind === 'line' && last.line.text === 'line 299999';
      });
      const left = heard.lines('stderr').filter((text) => text.includes('lines are left out'));
      const counts = left.map((text) => Number(/(\d+) lines/.exec(text)?.[1]));
      const dropped = counts.reduce((sum, count) => sum + count, 0);
      assert.equal(heard.lines('stdout').length + dropped, 300_000);
    });

    it('gets an error for a message that is too long, and goes on', async () => {
      const { heard } = await run({
        typescript: ts(
          `try { await this.mainDaemon.communicationHandler.sendCommand('x', { text: 'x'.repeat(2e6) }); }
           catch (error) { this.debug(String(error)); }`,
        ),
        python: py(
          'try:',
          "    self.mainDaemon.communicationHandler.sendCommand('x', {'text': 'x' * 2000000})",
          'except Exception as error:',
          '    self.debug(error)',
        ),
      });
      await heard.untilLine('at most 1048576 are allowed');
    });
  });
}
