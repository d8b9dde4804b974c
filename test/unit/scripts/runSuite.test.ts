import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSuite, type SuiteResult } from '../../../scripts/test/runSuite.mjs';

describe('A suite of npm test', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ockle-suite-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function run(code: string, limitMs = 8000): Promise<Omit<SuiteResult, 'ms'>> {
    const program = join(folder, 'suite.mjs');
    const report = `import { writeFileSync } from 'node:fs';
      const report = (passed, failed) =>
        writeFileSync(process.env.OCKLE_TEST_RESULT, JSON.stringify({ passed, failed, ms: 1 }));`;
    await writeFile(program, `${report}\n${code}`);
    const { passed, failed, complaint } = await runSuite({
      name: 'sample',
      program: [program],
      limitMs,
    });
    return { passed, failed, ...(complaint && { complaint }) };
  }

  it('counts what it reports', async () => {
    assert.deepEqual(await run('report(5, 0)'), { passed: 5, failed: 0 });
    assert.deepEqual(await run('report(5, 2); process.exitCode = 1'), { passed: 5, failed: 2 });
  });

  it('keeps what it prints to itself where it is quiet', async () => {
    const program = join(folder, 'loud.mjs');
    const code = `console.log('loud'); fs.writeFileSync(process.env.OCKLE_TEST_RESULT, '{"passed":1,"failed":0}');`;
    await writeFile(program, `import fs from 'node:fs';\n${code}`);
    const suite = { name: 'loud', program: [program], limitMs: 8000 };
    const result = await runSuite(suite, { isQuiet: true });
    assert.equal(result.output, 'loud\n');
    assert.equal(result.passed, 1);
  });

  it('has failed when it ends with an error and tells of no failed test', async () => {
    const result = await run('report(5, 0); process.exitCode = 1');
    assert.deepEqual(result, { passed: 5, failed: 1, complaint: 'ended with an error' });
  });

  it('has failed when it dies before it reports', async () => {
    const result = await run('process.exit(3)');
    assert.deepEqual(result, {
      passed: 0,
      failed: 1,
      complaint: 'died with code 3 before its end',
    });
  });

  it('has failed when it runs no test', async () => {
    const result = await run('report(0, 0)');
    assert.deepEqual(result, { passed: 0, failed: 1, complaint: 'has run no test' });
    const empty = await runSuite({ name: 'empty', tests: ['test/nowhere/*.ts'], limitMs: 1000 });
    assert.equal(empty.complaint, 'has no tests');
    assert.equal(empty.failed, 1);
  });

  it('has failed when it leaves a process behind, which is ended', async () => {
    const result = await run(`import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(child.pid));
      child.unref();
      report(1, 0);`);
    assert.deepEqual(result, { passed: 1, failed: 1, complaint: 'left processes behind' });
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'gone');
    assert.match(stat, /^gone$|\) Z /, 'it has ended, whether or not somebody asked how');
  });

  it('has failed when it takes too long', async () => {
    const result = await run('setInterval(() => {}, 1000)', 500);
    assert.equal(result.failed, 1);
    assert.match(result.complaint ?? '', /^was stopped: it took longer than/);
  });
});
