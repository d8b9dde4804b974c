import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { IniDocument, IniRange } from '../../../../runtime/ini/index.ts';
import {
  addToJsonList,
  applyEdits,
  interpolate,
  parseIni,
  setOption,
} from '../../../../runtime/ini/index.ts';
import { iniTexts as texts } from './iniTexts.ts';

/** Texts that Python reads, with all the freedom of spelling that leaves. */
const names = fc.stringMatching(/^[A-Za-z][\w.-]{0,5}$/);
const gaps = fc.constantFrom('', ' ', '\t', '  ');
const optionLines = fc
  .tuple(names, gaps, fc.constantFrom('=', ':'), gaps, fc.stringMatching(/^[\w"[\],;#%]{0,8}$/))
  .map((parts) => parts.join(''));
const otherLines = fc.constantFrom('', '   ', '# note', '; note', '  # deep', '  more');
const sections = fc
  .tuple(names, fc.array(fc.oneof(optionLines, otherLines), { maxLength: 6 }))
  .map(([name, lines]) => [`[${name}]`, ...lines]);
const documents = fc
  .tuple(fc.array(sections, { maxLength: 4 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([all, lineEnd, isEnded]) => all.flat().join(lineEnd) + (isEnded ? lineEnd : ''));

describe('the ini reader, whatever the text', () => {
  it('never throws, and keeps every range inside its line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const document = parseIni(text);
        for (const range of rangesOf(document)) {
          assert.deepEqual(document.positionAt(range.start), {
            line: range.line,
            character: range.character,
          });
          const lineEnd = document.lines.ends[range.line] ?? -1;
          assert.ok(range.start <= range.end && range.end <= lineEnd, JSON.stringify(range));
        }
        for (const section of document.sections) {
          for (const { key } of section.options) interpolate(document, section.name, key);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads the same with LF and CRLF', () => {
    const readings = (text: string) =>
      parseIni(text).sections.map(({ name, options }) => [
        name,
        ...options.map((option) => [option.name, option.value, option.nameRange.line]),
      ]);
    fc.assert(
      fc.property(texts, (text) => {
        const plain = text.replaceAll('\r', '');
        assert.deepEqual(readings(plain.replaceAll('\n', '\r\n')), readings(plain));
      }),
    );
  });

  it('finds a place by its offset and the offset by its place', () => {
    fc.assert(
      fc.property(texts, fc.nat(60), (text, at) => {
        const document = parseIni(text);
        const position = document.positionAt(Math.min(at, text.length));
        const again = document.positionAt(document.offsetAt(position));
        assert.deepEqual(again, position);
      }),
    );
  });
});

describe('edits of an ini text', () => {
  const newValues = fc.stringMatching(/^[\w"[\],;#%=]{1,8}$/);

  it('set the value and leave every other byte outside it alone', () => {
    fc.assert(
      fc.property(documents, names, names, newValues, (text, section, name, value) => {
        const document = parseIni(text);
        const result = setOption(document, section, name, value);
        assert.ok(result.ok, JSON.stringify(result));
        const after = parseIni(applyEdits(text, result.value));
        assert.equal(after.get(section, name), value);
        assertOthersKept(document, after, section, name);
      }),
      { numRuns: 500 },
    );
  });

  it('set the value of an option that is there', () => {
    fc.assert(
      fc.property(documents, fc.nat(), newValues, (text, pick, value) => {
        const document = parseIni(text);
        const all = document.sections.flatMap(({ name, options }) =>
          options.map((option) => [name, option.name] as const),
        );
        fc.pre(all.length > 0);
        const [section, name] = all[pick % all.length]!;
        const result = setOption(document, section, name, value);
        assert.ok(result.ok, JSON.stringify(result));
        const option = document.option(section, name)!;
        for (const edit of result.value) {
          const last = option.continuation.at(-1) ?? option.valueRange;
          assert.ok(edit.start >= option.delimiter.end - 1);
          assert.ok(edit.end <= (document.lines.starts[last.line + 1] ?? text.length));
        }
        assert.equal(parseIni(applyEdits(text, result.value)).get(section, name), value);
      }),
      { numRuns: 500 },
    );
  });

  it('add to any list, or refuse and say why', () => {
    const blanks = fc.constantFrom('', ' ', '\n  ', '\n\t');
    const lists = fc
      .tuple(fc.array(fc.tuple(blanks, fc.string(), blanks), { maxLength: 4 }), blanks)
      .map(([items, end]) => {
        const parts = items.map(
          ([a, item, b]) => a + JSON.stringify(item).replaceAll('%', '%%') + b,
        );
        return `[${parts.join(',')}${end}]`;
      });
    fc.assert(
      fc.property(lists, fc.string(), (list, item) => {
        const text = `; mine\n[plugins]\npluginList = ${list}\n# end\n[s]\na=1\n`;
        const document = parseIni(text);
        fc.pre(isReadBack(document, list));
        const result = addToJsonList(document, 'plugins', 'pluginlist', item);
        assert.ok(result.ok, JSON.stringify(result));
        const before = listOf(document);
        const after = parseIni(applyEdits(text, result.value));
        assert.deepEqual(listOf(after), before.includes(item) ? before : [...before, item]);
        assertOthersKept(document, after, 'plugins', 'pluginlist');
      }),
    );
  });

  it('never leave a text that reads otherwise', () => {
    fc.assert(
      fc.property(texts, names, (text, item) => {
        const document = parseIni(text);
        const result = addToJsonList(document, 'plugins', 'pluginList', item);
        if (!result.ok) return;
        const after = parseIni(applyEdits(text, result.value));
        assertOthersKept(document, after, 'plugins', 'pluginList');
        assert.ok(listOf(after).includes(item));
      }),
      { numRuns: 500 },
    );
  });

  /** A text may hold line ends and leading `#`, which no ini value can. */
  function isReadBack(document: IniDocument, list: string): boolean {
    const value = document.get('plugins', 'pluginlist') ?? '';
    return value.replaceAll(/\s/g, '') === list.replaceAll(/\s/g, '') && isJson(value);
  }

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }

  function listOf(document: IniDocument): unknown[] {
    const raw = document.get('plugins', 'pluginlist') ?? '';
    return JSON.parse(raw.replaceAll('%%', '%')) as unknown[];
  }

  /** All options but the changed one read the same, and all comments are there. */
  function assertOthersKept(
    before: IniDocument,
    after: IniDocument,
    section: string,
    name: string,
  ) {
    const others = (document: IniDocument) => {
      const changed = document.option(section, name);
      return document.sections.flatMap((each) =>
        each.options
          .filter((option) => option !== changed)
          .map((option) => `${each.name}/${option.name}=${option.value}`),
      );
    };
    const comments = (document: IniDocument) =>
      document.comments.map(({ range }) => document.textOf(range));
    assert.deepEqual(others(after), others(before));
    assert.deepEqual(comments(after), comments(before));
  }
});

function rangesOf(document: IniDocument): IniRange[] {
  const all = document.sections.flatMap((section) => [
    ...(section.header
      ? [section.header.range, section.header.name, section.header.trailing ?? []].flat()
      : []),
    ...section.unparsed,
    ...section.options.flatMap((option) => [
      option.nameRange,
      option.delimiter,
      option.valueRange,
      ...option.continuation,
    ]),
  ]);
  return [...all, ...document.comments.map((comment) => comment.range)];
}
