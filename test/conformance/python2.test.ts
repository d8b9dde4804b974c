import assert from 'node:assert/strict';
import type { PluginFailure } from '../../runtime/protocol/index.ts';
import { openBench } from './support/pluginBench.ts';
import { temporaryProject } from './support/temporaryProject.ts';

const head =
  'from plugins.ModuleTemplate import ModuleTemplate\n\nclass Old(ModuleTemplate):\n    pass\n\n';

/** Code that Python 3 cannot read, what it is called, and how it is written now. */
const unreadable = [
  ['print "hello"', 'the print statement', 'Write print("…") with parentheses.'],
  ['if True: print "hello"', 'the print statement', 'Write print("…") with parentheses.'],
  ['print >>sys.stderr, "a" if x else', 'the print statement', 'Write print(…, file=…).'],
  ['exec "pass"', 'the exec statement', 'Write exec("…") with parentheses.'],
  ['exec code in names', 'the exec statement', 'Write exec("…") with parentheses.'],
  ['try:\n    pass\nexcept ValueError, e:\n    pass', '“except X, e”', 'Write “except X as e:”.'],
  [
    'try:\n    pass\nexcept (OSError, ValueError), e:\n    pass',
    '“except X, e”',
    'Write “except X as e:”.',
  ],
  ['raise ValueError, "text"', '“raise X, text”', 'Write “raise X(text)”.'],
  ['x = 1 <> 2', '“<>”', 'Write “!=”.'],
  ['x = `1`', 'backticks', 'Write repr(…).'],
  ['x = ur"\\d"', 'a ur"…" text', 'Write r"…".'],
  ['mode = 0644', 'an octal number with a leading 0', 'such as 0o644.'],
  ['x = 10L', 'a long number with L', 'Leave the L out.'],
  ['x = 0xFFL', 'a long number with L', 'Leave the L out.'],
  ['def f(a, (b, c)): pass', 'parameters in parentheses', 'Unpack them inside the function.'],
  ['f = lambda (a, b): a', 'parameters in parentheses', 'Unpack them inside the function.'],
  ['f(async=True)', '“async” as a name', 'Choose another name, such as is_async.'],
] as const;

/** Code that Python 3 reads but that fails, and what it is now. */
const failing = [
  ['import ConfigParser', 'The module ConfigParser', 'configparser'],
  ['import StringIO', 'The module StringIO', 'io'],
  ['import Queue', 'The module Queue', 'queue'],
  ['import urllib2', 'The module urllib2', 'urllib.request'],
  ['import cPickle as pickle', 'The module cPickle', 'pickle'],
  ['import thread', 'The module thread', '_thread'],
  ['from itertools import izip', 'itertools.izip', 'zip'],
  ['from urllib import urlencode', 'urllib.urlencode', 'urllib.parse.urlencode'],
  ['file("/etc/hosts")', 'file', 'open'],
  ['unicode("x")', 'unicode', 'str'],
  ['isinstance("x", basestring)', 'basestring', 'str'],
  ['xrange(3)', 'xrange', 'range'],
  ['long(3)', 'long', 'int'],
  ['raw_input()', 'raw_input', 'input'],
  ['unichr(3)', 'unichr', 'chr'],
  ['reduce(max, [1])', 'reduce', 'functools.reduce'],
  ['execfile("x")', 'execfile', 'exec(open(file).read())'],
  ['cmp(1, 2)', 'cmp', '(a > b) - (a < b)'],
  ['{}.iteritems()', 'iteritems', 'items'],
  ['{}.itervalues()', 'itervalues', 'values'],
  ['{}.has_key(1)', 'has_key', '“key in dictionary”'],
  ['{}.keys().sort()', 'sort', 'sorted(…)'],
  ['(x for x in []).next()', 'next', 'next(generator)'],
  ['"x".decode("utf-8")', 'decode', 'left out, for text is Unicode'],
  ['import sys; sys.maxint', 'maxint', 'sys.maxsize'],
  ['import string; string.letters', 'letters', 'string.ascii_letters'],
  ['import os; os.getcwdu()', 'getcwdu', 'os.getcwd'],
  [
    'import threading; threading.Thread()._Thread__stop()',
    '_Thread__stop',
    'not there; let run() end when mainDaemon.running is false',
  ],
] as const;

/** Code that Python 3 takes for something else. */
const misread = [
  [
    'import sys; print >>sys.stderr, "x"',
    '“print >>file, text” of Python 2 is print(text, file=file) in Python 3.',
  ],
  ['{}.keys()[0]', 'A list in Python 2 is a dict_keys in Python 3: write list(…)[…].'],
  ['len(map(str, []))', 'A list in Python 2 is a map in Python 3: write len(list(…)).'],
  ['[1].sort(cmp=max)', '“cmp=f” of Python 2 is key=functools.cmp_to_key(f) in Python 3.'],
] as const;

/** How a plugin of this code fails. */
async function failureOf(files: Readonly<Record<string, string>>): Promise<PluginFailure> {
  await using folder = await temporaryProject(files);
  const bench = await openBench('Old', 'python', { project: folder.path });
  await bench.run();
  await bench.heard.untilPhase('failed');
  await bench.instance.stop();
  const { phase } = bench.instance;
  assert.ok(phase.kind === 'failed');
  return phase.failure;
}

describe('A plugin written for Python 2', () => {
  for (const [code, construct, mend] of unreadable) {
    it(`is told what to write instead of: ${code.split('\n').at(-2) ?? code}`, async () => {
      const failure = await failureOf({ 'src/plugins/Old.py': `${head}${code}\n` });
      assert.equal(failure.code, 'python-2-code', failure.message);
      assert.ok(failure.message.includes(`: ${construct} is Python 2. `), failure.message);
      assert.ok(failure.message.endsWith(mend), failure.message);
      const except = code.split('\n').findIndex((line) => line.startsWith('except'));
      assert.equal(failure.source?.line, 6 + Math.max(0, except));
    });
  }

  for (const [code, now] of [
    ...failing.map(
      ([code, old, now]) => [code, `. ${old} of Python 2 is ${now} in Python 3.`] as const,
    ),
    ...misread.map(([code, now]) => [code, `. ${now}`] as const),
  ]) {
    it(`is told what is now: ${code}`, async () => {
      const body = head.replace('pass', `def run(self):\n        ${code}`);
      const failure = await failureOf({ 'src/plugins/Old.py': body });
      assert.equal(failure.code, 'python-2-code', failure.message);
      assert.ok(failure.message.endsWith(now), failure.message);
      assert.equal(failure.source?.line, 5);
    });
  }

  it('is told so while it is imported or constructed, and by its commands', async () => {
    const imported = await failureOf({ 'src/plugins/Old.py': `${head}import Queue\n` });
    assert.match(imported.message, /Old cannot be imported, .*:6: .* is queue in Python 3\.$/);
    const constructed = await failureOf({
      'src/plugins/Old.py': head.replace('pass', 'def __init__(self, d): xrange(1)'),
    });
    assert.match(constructed.message, /Old failed in its constructor.* is range in Python 3\.$/);
    await using folder = await temporaryProject({
      'src/plugins/Old.py': head.replace(
        'pass',
        'def run(self):\n        self.mainDaemon.communicationHandler.AddCommandToList("old", lambda data: data.has_key(1))',
      ),
    });
    const bench = await openBench('Old', 'python', { project: folder.path });
    await bench.run();
    await bench.heard.until(() => bench.heard.of('registerCommand').length > 0);
    await assert.rejects(bench.instance.call('old', {}, 20), /has_key of Python 2 is “key in dict/);
    await bench.instance.stop();
  });

  it('is not blamed for what is in its texts, or for other mistakes', async () => {
    for (const code of ['x = ("`<>", 10L', 'x = = "print a"', 'f("0777" 1)']) {
      const { code: found, message } = await failureOf({
        'src/plugins/Old.py': `${head}${code.replace('10L', '1')}\n`,
      });
      assert.equal(found, 'plugin-does-not-compile', message);
    }
    const failure = await failureOf({ 'src/plugins/Old.py': `${head}import sqlalchemy_x\n` });
    assert.match(failure.message, /Correct the name, or install the package that has it for /);
  });

  it('is told of faults in its helper files, too', async () => {
    const file = 'src/plugins/old_helper.py';
    const { code, source } = await failureOf({
      'src/plugins/Old.py': `import old_helper\n${head}`,
      [file]: '\nprint "hello"\n',
    });
    assert.deepEqual([code, source?.file.endsWith(file), source?.line], ['python-2-code', true, 2]);
  });
});
