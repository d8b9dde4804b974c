import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni, readLineTable } from '../../../../../runtime/ini/index.ts';
import type { TemplateModel } from '../../../../../runtime/template/index.ts';
import {
  applyTemplateEdits,
  formatTemplate,
  readTemplate,
  templateDefaults,
  validateModel,
} from '../../../../../runtime/template/index.ts';
import { readWithPython } from '../../ini/readWithPython.ts';
import { caseTexts, templateTexts } from '../templateTexts.ts';

interface Source {
  readonly text: string;
  readonly file: string;
}

const files = fc.constantFrom(
  'src/config/plugins/Demo.ini',
  'src/config/conf_outlets/X.ini',
  'src/config/config.ini',
);
const options = fc.record(
  {
    spaceAroundEquals: fc.boolean(),
    spaceAfterComma: fc.boolean(),
    insertFinalNewline: fc.boolean(),
    trimFinalNewlines: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Lines that mostly make good templates, in every layout that an author may think of. */
const goodLines = fc.constantFrom(
  ...['# comment', '; comment  ', '', '  ', '', '[pdu]', '[outletParams] ', '# region a'],
  ...['A = ["int", 1]', 'B=["string" , "a , b" ] ', 'C\t:\t["bool",true]', '# endregion'],
  ...['D = ["intrange",', '   1, ', '  "1-8"] ', 'E=["string","%(a)s"]', 'F = ["Int", 1] '],
  ...['G = ["string","\\u003b ~~x~~  "]', 'REM = ["int" ,1]', 'H=["int",1,[ 2, {"a" : "b, c"} ]]'],
);
const goodTexts = fc
  .tuple(fc.array(goodLines, { maxLength: 20 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, lineEnd, ends]) => lines.join(lineEnd) + (ends ? lineEnd : ''));

function sources(): readonly Source[] {
  const random = fc.record({ text: fc.oneof(templateTexts, goodTexts), file: files });
  return [...caseTexts(), ...fc.sample(random, { numRuns: 1000, seed: 1 })];
}

function format(model: TemplateModel, style = {}): TemplateModel {
  return applyTemplateEdits(model, formatTemplate(model, style));
}

/** Values as JSON where they are, since blanks between elements mean nothing. */
function meaning(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function reading(text: string): unknown {
  const { sections, comments } = parseIni(text);
  return {
    sections: sections.map(({ name, options: own, unparsed }) => [
      name,
      own.map((option) => [option.name, meaning(option.value)]),
      unparsed.length,
    ]),
    comments: comments.map(({ range }) => text.slice(range.start, range.end).trimEnd()),
  };
}

function linesOf(text: string): readonly string[] {
  const { starts, ends } = readLineTable(text);
  return starts.map((start, line) => text.slice(start, ends[line]));
}

function codes(model: TemplateModel): readonly string[] {
  return validateModel(model)
    .filter(({ severity }) => severity === 'error')
    .map(({ code }) => code)
    .sort();
}

describe('formatTemplate, whatever the text', () => {
  it('changes neither what is read nor the comments, and adds no error', () => {
    for (const { text, file } of sources()) {
      const before = readTemplate(text, file);
      for (const style of fc.sample(options, { numRuns: 1, seed: text.length })) {
        const after = format(before, style);
        const message = JSON.stringify([text, style]);
        assert.deepEqual(reading(after.text), reading(text), message);
        assert.deepEqual(codes(after), codes(before), message);
        const defaults = templateDefaults(text, 'plugins.Demo');
        const names = [...templateDefaults(after.text, 'plugins.Demo').keys()];
        assert.deepEqual(names, [...defaults.keys()], message);
      }
    }
  }).timeout(60_000);

  it('has nothing to do the second time', () => {
    for (const { text, file } of sources()) {
      for (const style of fc.sample(options, { numRuns: 1, seed: text.length })) {
        const once = format(readTemplate(text, file), style);
        assert.deepEqual(formatTemplate(once, style), [], JSON.stringify([text, style]));
      }
    }
  }).timeout(60_000);

  it('leaves every line with an error as it is, in its order', () => {
    for (const { text, file } of sources()) {
      const before = readTemplate(text, file);
      const after = linesOf(format(before).text);
      const wrong = new Set(
        validateModel(before)
          .filter(({ severity }) => severity === 'error')
          .map(({ range }) => range.start.line),
      );
      let from = 0;
      for (const line of [...wrong].sort((a, b) => a - b)) {
        const found = after.indexOf(before.lineText(line), from);
        assert.notEqual(found, -1, JSON.stringify([text, line]));
        from = found + 1;
      }
    }
  }).timeout(60_000);

  it('formats lines that are all LF or all CRLF alike, and keeps them so', () => {
    for (const { text, file } of sources()) {
      const plain = text.replaceAll('\r', '');
      const crlf = plain.replaceAll('\n', '\r\n');
      const formatted = format(readTemplate(plain, file)).text;
      // The kind of a single line can only be guessed.
      if (!plain.includes('\n')) continue;
      const expected = formatted.replaceAll('\n', '\r\n');
      assert.equal(format(readTemplate(crlf, file)).text, expected);
    }
  }).timeout(60_000);

  it('touches only the lines of a range, and there does what it does in the whole', () => {
    const lines = fc.tuple(fc.nat(12), fc.nat(4));
    fc.assert(
      fc.property(
        fc.oneof(templateTexts, goodTexts),
        files,
        lines,
        (text, file, [first, count]) => {
          const model = readTemplate(text, file);
          const last = first + count;
          const end = { line: last, character: 1000 };
          const edits = formatTemplate(model, {}, { start: { line: first, character: 0 }, end });
          for (const edit of edits) {
            assert.ok(first <= edit.start.line, JSON.stringify(edit));
            const isInside = edit.end.line <= last;
            assert.ok(isInside || (edit.end.line === last + 1 && edit.end.character === 0));
          }
          const whole = formatTemplate(model);
          const isWhole = first === 0 && last >= model.lineCount - 1;
          if (isWhole) assert.deepEqual(edits, whole);
          assert.deepEqual(reading(applyTemplateEdits(model, edits).text), reading(text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('lets Python 3 read what it read before', () => {
    const all = sources().map(({ text, file }) => {
      const after = format(readTemplate(text, file));
      return { text, after: after.text };
    });
    const changed = all.filter(({ text, after }) => text !== after);
    const before = readWithPython(changed.map(({ text }) => text));
    const after = readWithPython(changed.map((each) => each.after));
    let read = 0;
    for (const [index, { text }] of changed.entries()) {
      const [one, other] = [before[index]!, after[index]!];
      assert.deepEqual(pythonMeaning(other), pythonMeaning(one), JSON.stringify(text));
      if ('sections' in one) read++;
    }
    assert.ok(read > 100, `${read} texts that Python reads are enough to mean something`);
  }).timeout(60_000);
});

function pythonMeaning(reading: ReturnType<typeof readWithPython>[number]): unknown {
  if ('error' in reading) return reading;
  return Object.entries(reading.sections).map(([section, values]) => [
    section,
    Object.entries(values).map(([name, [raw, interpolated]]) => [
      name,
      meaning(raw),
      interpolated === null ? null : meaning(interpolated),
    ]),
  ]);
}
