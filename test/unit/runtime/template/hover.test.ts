import assert from 'node:assert/strict';
import type { FilePlace, PluginFacts } from '../../../../runtime/template/index.ts';
import { hoverTemplate } from '../../../../runtime/template/index.ts';
import { readMarked, textAt } from './support/marked.ts';

const place = (file: string, line: number): FilePlace => ({ file, line, startCol: 4, endCol: 9 });

const facts: PluginFacts = {
  className: 'Demo',
  classPlace: place('src/plugins/Demo.ts', 2),
  doc: 'Greets *every* server.',
  language: 'typescript',
  isEnabled: true,
  reads: [
    { name: 'WAIT_TIME', getter: 'getConfigInt', place: place('src/plugins/Demo.ts', 11) },
    { name: 'wait_time', getter: 'getConfigVar', place: place('src/plugins/Demo.ts', 20) },
  ],
  hasDynamicReads: false,
  configValues: new Map([['wait_time', { text: '5', place: place('etc/config.ini', 7) }]]),
};

describe('hovering over a template', () => {
  /** The text that is explained, and the explanation. */
  function hover(marked: string, known?: PluginFacts, file?: string) {
    const { model, position } = readMarked(marked, file);
    const found = hoverTemplate(model, position, known, ({ line }) => `file:///p(1)/x.ts#L${line}`);
    return found && { text: textAt(model, found.range), markdown: found.markdown };
  }

  const inDemo = (marked: string, known?: PluginFacts) => hover(`[plugins.Demo]\n${marked}`, known);

  it('says what a variable is', () => {
    const text =
      '# ignored\n\n# Seconds between\n# two *greetings*.\nWAIT<|>_TIME=["intrange",1,"1-8"]';
    assert.deepEqual(inDemo(text), {
      text: 'WAIT_TIME',
      markdown: [
        '**WAIT\\_TIME**',
        'Seconds between  \ntwo \\*greetings\\*\\.',
        [
          '- Stored as `wait_time`',
          '- Type `intrange`: A whole number out of a range.',
          '- Default `1`',
          '- Range `"1-8"`',
          '- In the form: drop-down',
        ].join('\n'),
      ].join('\n\n'),
    });
  });

  it('says what etc/config.ini and the code make of it', () => {
    const lines = inDemo('<|>WAIT_TIME=["int",1]', facts)?.markdown.split('\n').slice(-2);
    assert.deepEqual(lines, [
      '- etc/config.ini: `5` in [etc/config\\.ini:8](file:///p%281%29/x.ts#L7)',
      '- Read 2 times: [src/plugins/Demo\\.ts:12](file:///p%281%29/x.ts#L11), [src/plugins/Demo\\.ts:21](file:///p%281%29/x.ts#L20)',
    ]);
    const same = inDemo('WAIT_TIME<|>=["int",5]', facts)?.markdown;
    assert.match(same ?? '', /`5`, same as the default, in/);
    const unused = inDemo('O<|>THER=["string","x"]', facts)?.markdown.split('\n').slice(-2);
    assert.deepEqual(unused, [
      '- etc/config.ini has no value, so the default holds',
      '- Never read',
    ]);
  });

  it('shows of a value on several lines the part that is pointed at', () => {
    const text = (marked: string) => inDemo(marked)?.text;
    assert.equal(text('A=["intrange",[<|>\n  1,2],"1-8"]'), '[');
    assert.equal(text('A=["intrange",[\n  1<|>,2],"1-8"]'), '1,2]');
  });

  it('shows values as they are, whatever they hold', () => {
    const lines = (value: string) =>
      inDemo(`A<|>=["string",${value}]`)
        ?.markdown.split('\n')
        .filter((line) => line.startsWith('- Default'));
    assert.deepEqual(lines('"<b>`x`</b> [a](b) | *"'), ['- Default ``"<b>`x`</b> [a](b) | *"``']);
    assert.deepEqual(lines(`"${'😀'.repeat(400)}"`), [`- Default \`"${'😀'.repeat(149)}…\``]);
  });

  const described: readonly (readonly [string, string, RegExp])[] = [
    ['A=["in<|>trange",1,"1-8"]', '"intrange"', /^`intrange\(default: int, range: "min-max"\)`\n/],
    ['A=[<|>"bool",true]', '"bool"', /Example: `NAME=\["bool",true\]`/],
    [
      'A=["int",4<|>2]',
      '42',
      /^\*\*default\*\* of `int`: the number used when config\.ini has none/,
    ],
    ['A=["intrange",1,"1<|>-8"]', '"1-8"', /^\*\*range\*\* of `intrange`.*\n\nTwo whole numbers/],
    ['A=["bool",tr<|>ue]', 'true', /- `true`: on unless config\.ini says false/],
    ['A=["multilist",true,"x/~<|>~name~~/y"]', '~~name~~', /the name of the entry/],
    ['A=["string","~~HO<|>ME~~x.db"]', '~~HOME~~', /the folder of the project/],
    ['A=["string","100%<|>% sure"]', '%%', /is read as one `%`/],
    ['A=["string","a%%%<|>%b"]', '%%', /is read as one `%`/],
    ['A=["string","😀😀 %<|>% 😀"]', '%%', /is read as one `%`/],
    ['A=["int",<|>5', '5', /^\*\*default\*\*/],
    ['A=["intrange",\n  1,\n  <|>"1-8"]', '"1-8"', /^\*\*range\*\*/],
    [
      '# ockle-ignore-next-line unknown-<|>type,bom',
      'unknown-type',
      /^`unknown-type` \(error\): The type/,
    ],
    ['; ockle-ignore-file bo<|>m', 'bom', /^`bom` \(error\)/],
  ];
  for (const [marked, text, markdown] of described) {
    it(`explains ${text} in ${JSON.stringify(marked)}`, () => {
      const found = inDemo(marked);
      assert.equal(found?.text, text);
      assert.match(found.markdown, markdown);
    });
  }

  it('is exact behind a surrogate pair, with CRLF, and after a byte-order mark', () => {
    const found = hover(
      '\ufeff[plugins.Demo]\r\nA = ["string","😀", "x", 7]\r\nB=["int",<|>12]\r\n',
    );
    assert.equal(found?.text, '12');
    const { model, position } = readMarked('[plugins.Demo]\nA=["string","😀~~HO<|>ME~~"]');
    assert.deepEqual(hoverTemplate(model, position)?.range, {
      start: { line: 1, character: 15 },
      end: { line: 1, character: 23 },
    });
  });

  describe('over a section', () => {
    it('says what is known of the plugin', () => {
      const found = hover('# Ours.\n[plugins.<|>Demo]\nA=["int",1]\n', facts);
      assert.deepEqual(found, {
        text: '[plugins.Demo]',
        markdown: [
          '`[plugins.Demo]`',
          'The variables of plugin Demo.',
          'Ours\\.',
          'Greets \\*every\\* server\\.',
          [
            '- Class Demo in [src/plugins/Demo\\.ts:3](file:///p%281%29/x.ts#L2)',
            '- Enabled in etc/config.ini',
            '- 1 variable, 2 reads in code',
          ].join('\n'),
        ].join('\n\n'),
      });
    });

    it('says that a plugin has no class, or is not enabled', () => {
      const lost = { ...facts, classPlace: undefined, isEnabled: false, doc: undefined };
      const markdown = hover('[plugins.Demo<|>]', lost)?.markdown ?? '';
      assert.match(markdown, /^- No file of the project has a class Demo$/m);
      assert.match(markdown, /^- Not enabled: pluginList/m);
    });

    it('does without the other files', () => {
      assert.equal(
        hover('<|>[pdu]\nip=["string",""]\nport=["int",1]')?.markdown,
        '`[pdu]`\n\nThe fields of a power distribution unit of this type.\n\n- 2 variables',
      );
      assert.equal(hover('[mine<|>]')?.markdown, '`[mine]`\n\n- 0 variables');
    });

    it('leaves the facts of another plugin out', () => {
      const found = hover('[plugins.Other<|>]', facts)?.markdown ?? '';
      assert.doesNotMatch(found, /Demo/);
      const key = hover('[plugins.Other]\nWAIT_TIME<|>=["int",1]', facts)?.markdown ?? '';
      assert.doesNotMatch(key, /etc\/config/);
    });
  });

  for (const nothing of [
    '<|>',
    '# A <|>comment',
    'A<|>',
    'A=["nope<|>",1]',
    'A=in<|>t',
    'A=["string","😀",<|>1]',
    'A=["int"   <|>,1]',
    'A=["int"," <|>',
  ]) {
    it(`has nothing to say in ${JSON.stringify(nothing)}`, () => {
      assert.equal(inDemo(nothing), undefined);
    });
  }
});
