import assert from 'node:assert/strict';
import { isPython2, findPython2Problem } from '../../../../runtime/project/index.ts';

/** Code of Python 2, where that shows, and what is said of it. */
const old: readonly (readonly [string, string, string])[] = [
  ['print "hello"', '1:1', 'the print statement is Python 2. Write print("…") with parentheses.'],
  ['if True: print "hello"', '1:10', 'the print statement is Python 2.'],
  ['x = 1; print x', '1:8', 'the print statement is Python 2.'],
  ['print >>sys.stderr, "a"', '1:1', 'Write print(…, file=…).'],
  ['def f():\n    exec "pass"', '2:5', 'the exec statement is Python 2.'],
  ['try:\n    pass\nexcept ValueError, e:\n    pass', '3:1', '“except X, e” is Python 2.'],
  ['try:\n  pass\nexcept (OSError, ValueError), e: pass', '3:1', '“except X, e” is Python 2.'],
  ['raise ValueError, "text"', '1:1', '“raise X, text” is Python 2. Write “raise X(text)”.'],
  ['x = 1 <> 2', '1:7', '“<>” is Python 2. Write “!=”.'],
  ['x = `1`', '1:5', 'backticks is Python 2. Write repr(…).'],
  ['x = ur"\\d"', '1:5', 'a ur"…" text is Python 2.'],
  ['os.chmod(f, 0644)', '1:13', 'an octal number with a leading 0 is Python 2.'],
  ['x = 10L', '1:5', 'a long number with L is Python 2.'],
  ['x = 0xFFL', '1:5', 'a long number with L is Python 2.'],
  ['def f(a, (b, c)): pass', '1:10', 'parameters in parentheses is Python 2.'],
  ['f = lambda (a, b): a', '1:12', 'parameters in parentheses is Python 2.'],
  [
    'import ConfigParser',
    '1:8',
    'The module ConfigParser of Python 2 is configparser in Python 3.',
  ],
  ['import os, Queue', '1:12', 'The module Queue of Python 2 is queue in Python 3.'],
  ['from StringIO import StringIO', '1:6', 'The module StringIO of Python 2 is io in Python 3.'],
  ['for k in d.iteritems(): pass', '1:12', 'iteritems of Python 2 is items in Python 3.'],
  ['if d.has_key("a"): pass', '1:6', 'has_key of Python 2 is “key in dictionary” in Python 3.'],
  ['for i in xrange(3): pass', '1:10', 'xrange of Python 2 is range in Python 3.'],
  ['for i in xrange(3):\n    print i', '2:5', 'the print statement is Python 2.'],
];

/** Code that Python 3 runs, much of it for both versions. */
const current: readonly string[] = [
  'print("hello")',
  'print ("a", "b")',
  'print',
  'print = log\nprint.x',
  'x = print if quiet else log',
  '"""\nprint "hello"\nexcept X, e:\n"""',
  "'''\nprint x\n'''",
  '# print "hello"',
  'text = "a <> b `c` 10L"',
  'x = a < b > c',
  'mode = 0o644 + 0 + 00 + 0.5 + .05 + 1e-05 + 1.5E+07',
  'raise ValueError("a", "b")',
  'raise ValueError from error',
  'try:\n    pass\nexcept (A, B):\n    pass',
  'try:\n    pass\nexcept A, B:\n    pass',
  'try:\n    pass\nexcept A as e:\n    pass',
  'def f(a=(1, 2), *b): return (a, (b, 1))',
  'def g(): f((yield 1))',
  'f = lambda a: (a, 1)',
  'class A(B, (C)): pass',
  'exec("pass")',
  'try:\n    import ConfigParser\nexcept ImportError:\n    import configparser as ConfigParser',
  'import sys\nif sys.version_info[0] < 3:\n    text = unicode("a")',
  'import urllib.parse as urlparse',
  'from six.moves import urllib2',
  'import Queue.mine',
  'try:\n    xrange\nexcept NameError:\n    xrange = range\nfor i in xrange(3): pass',
  'unicode = str\nx = unicode("a")',
  'class D(dict):\n    def has_key(self, key): return key in self\nD().has_key("a")',
  '',
];

describe('Code of Python 2', () => {
  for (const [code, place, message] of old) {
    it(`is found in ${JSON.stringify(code)}`, () => {
      const problem = findPython2Problem(`${code}\n`);
      assert.ok(problem);
      assert.equal(`${problem.line}:${problem.column}`, place);
      assert.ok(problem.message.includes(message), problem.message);
      assert.ok(isPython2(code));
    });
  }

  for (const code of current) {
    it(`is not found in ${JSON.stringify(code)}`, () => {
      assert.equal(findPython2Problem(code), undefined);
    });
  }

  it('is found behind a mark of byte order and with any line ends', () => {
    assert.equal(findPython2Problem('\ufeffx = 1\r\nprint "a"\r\n')?.line, 2);
    assert.equal(findPython2Problem('x = 1\rprint "a"\r')?.line, 2);
  });
});
