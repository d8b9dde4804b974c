import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni } from '../../../../runtime/ini/index.ts';
import type { TemplateModel, TemplateRange } from '../../../../runtime/template/index.ts';
import {
  documentLinks,
  hoverTemplate,
  inlayHints,
  readTemplate,
  signatureHelp,
  templateColours,
} from '../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';
const pieces = fc.constantFrom(
  ...[
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '=',
    '[',
    ']',
    '"',
    ',',
    '\\',
    '#',
    '%%',
    '%',
    '\ufeff',
    '\u2028',
  ],
  ...[
    '[plugins.Demo]\n',
    '\nA=["int",1]\n',
    '\nB=["intrange",',
    '1,"1-8"]',
    '["string","',
    '~~HOME~~',
  ],
  ...[
    '"#fff"',
    '"a/b.c"',
    '~~name~~',
    '\n  ',
    '# ockle-ignore-file bom',
    '{',
    '\u{1f600}',
    'A',
    "'",
  ],
);
const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

function assertInside(model: TemplateModel, { start, end }: TemplateRange): void {
  assert.equal(start.line, end.line);
  assert.ok(0 <= start.line && start.line < model.lineCount);
  assert.ok(start.character <= end.character);
  assert.ok(end.character <= model.lineText(end.line).length);
}

describe('what an editor shows beside a template, whatever the text', () => {
  it('has a place inside the text', () => {
    let hovers = 0;
    fc.assert(
      fc.property(texts, fc.nat(), (text, at) => {
        const model = readTemplate(text, file);
        const position = parseIni(text).positionAt(at % (text.length + 1));
        const hover = hoverTemplate(model, position);
        if (hover) {
          hovers++;
          const { start, end } = hover.range;
          assertInside(model, hover.range);
          assert.equal(start.line, position.line);
          assert.ok(start.character <= position.character && position.character <= end.character);
        }
        for (const { span } of [...templateColours(model), ...documentLinks(model)]) {
          assertInside(model, span);
        }
        const all = {
          start: { line: 0, character: 0 },
          end: { line: model.lineCount, character: 0 },
        };
        for (const { position: start } of inlayHints(model, all)) {
          assertInside(model, { start, end: start });
        }
        const help = signatureHelp(model, position);
        assert.ok(!help || help.signatures[help.activeSignature]);
      }),
      { numRuns: 2000 },
    );
    assert.ok(hovers > 50, `${hovers} hovers`);
  });

  it('is the same after an edit as in a fresh text', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (text, inserted, from, to) => {
        const places = [from, to].map((each) => each % (text.length + 1)).sort((a, b) => a - b);
        const document = parseIni(text);
        const [start, end] = places.map((offset) => document.positionAt(offset));
        const model = readTemplate(text, file);
        const shown = (each: TemplateModel) => [
          templateColours(each),
          documentLinks(each),
          inlayHints(each, { start: { line: 0, character: 0 }, end: { line: 999, character: 0 } }),
        ];
        shown(model);
        const changed = model.change({ start: start!, end: end!, text: inserted });
        assert.deepEqual(shown(changed), shown(readTemplate(changed.text, file)));
      }),
      { numRuns: 500 },
    );
  });
});
