import fc from 'fast-check';

const canonical = [
  'A=["int",1]',
  'B=["string","some text"]',
  'C=["bool", true]',
  'D = ["intrange",3,"1-8"]',
  'E=["intrange",1,"00-08"]',
  'F=["string",""]',
  'type=["select",true]',
  'outlets=["multilist",true,"outlet/~~name~~/edit"]',
  'tests=["multilist",false]',
  'G=["string","gr\u00fc\u00df \u{1f600}"]',
];
const nearly = [
  'a=["int",1]',
  'A=["int",-1]',
  'A=["int",01]',
  'A=["int",-0]',
  'A=["int",1.0]',
  'A=["int",9007199254740993]',
  'A=["int",999999999999999]',
  'A=["int",]',
  'A=["int" 1]',
  'A=["int",1,2]',
  'A=["int"]',
  'A=["Int",1]',
  'A=["name",""]',
  'A:["int",1]',
  'A=["int",1];',
  'A=["int",1]\u00a0',
  'B=["string","a ;b"]',
  'B=["string","a;b#c"]',
  'B=["string"," a"]',
  'B=["string","[1]"]',
  'B=["string","C:\\temp"]',
  'B=["string","100%"]',
  'B=["string","%%"]',
  'B=["string","%(a)s"]',
  'A=%(b)s',
  'b=["string","%(A)s%(nope)s"]',
  'B=["string","\u2028\ufffd"]',
  'C=["bool",True]',
  'D=["intrange",0,"0-0"]',
  'D=["intrange",9,"1-8"]',
  'D=["intrange",1,"8-1"]',
  'D=["intrange",1,"1-9007199254740993"]',
  'D=["intrange",1,"1-1001"]',
  'D=["intrange",1,"1-1000"]',
  'D=["intrange",1,""]',
  'tests=["multilist",true,"x"]',
  'tests=["multilist",false,"~~name~~"]',
  'tests=["multilist",true,"a:~~name~~"]',
  'select=["select",true]',
  'rem=["int",1]',
  'rem =["int",1]',
  'REM x',
  '__proto__=["int",1]',
  'constructor=["int",1]',
  'toString=["toString",1]',
  'hasOwnProperty=["int",1]',
  '__a=["int",1]',
  'name=["string",""]',
  'comment=["string",""]',
  'x$y=["int",1]',
  '1a=["int",1]',
  '=1',
  'novalue',
  'V=["string",',
  '  "v"]',
  ' X=["int",1]',
  ' [s]',
];
const headers = [
  ...['[plugins.Demo]', '[s]', '[pdu]', '[outletParams]', '[server]', '[DEFAULT]', '[default]'],
  ...[
    '[',
    '[]',
    '[s',
    '[ s ]',
    '[s] x',
    '[s]]',
    '[constructor]',
    '[__proto__]',
    '[a$b]',
    '\ufeff[s]',
  ],
];
const others = [
  ...['', '  ', '# c', '; c', ' # c', '#\u2028', '# \u00a0', '\f', '\0', '\ufeff'],
  '# ockle-ignore-next-line duplicate-key',
  '#ockle-ignore-next-line wrong-section-name',
  '# ockle-ignore-file key-nonportable',
];

/** The paths that give a template each of its kinds. */
export const files = fc.constantFrom(
  'src/config/plugins/Demo.ini',
  'src/config/conf_outlets/X.ini',
  'src/config/serverNodes.ini',
  'src/config/config.ini',
);

const lines = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...canonical) },
  { weight: 4, arbitrary: fc.constantFrom(...nearly) },
  { weight: 3, arbitrary: fc.constantFrom(...headers) },
  { weight: 3, arbitrary: fc.constantFrom(...others) },
  { weight: 1, arbitrary: fc.string({ maxLength: 6 }) },
);

/** Templates of which about half of all lines are as they should be. */
export const blockTexts = fc
  .array(fc.tuple(lines, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), { maxLength: 24 })
  .map((all) => all.map((parts) => parts.join('')).join(''));

/** Templates with a slip or none. */
export const neatTexts = fc
  .tuple(
    fc.constantFrom(...headers.slice(0, 5), ''),
    fc.uniqueArray(fc.constantFrom(...canonical, '# c', ''), { maxLength: 6 }),
    fc.oneof(fc.constant(''), lines),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([header, all, slip, lineEnd]) => [header, ...all, slip, ''].join(lineEnd));

/** A piece of text as somebody might type or paste it. */
export const insertions = fc.oneof(
  fc.constant(''),
  lines,
  lines.map((line) => `${line}\n`),
  fc.constantFrom('\n', '\r', '\r\n', '[', ']', '\n[', '"', '%', ' ', '=', '#'),
);
