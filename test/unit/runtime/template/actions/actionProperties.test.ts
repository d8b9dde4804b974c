import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseIni } from '../../../../../runtime/ini/index.ts';
import { applyTemplateEdits } from '../../../../../runtime/template/actions/applyTemplateEdits.ts';
import { fixAll } from '../../../../../runtime/template/actions/fixAll.ts';
import type {
  TemplateAction,
  TemplateEdit,
} from '../../../../../runtime/template/actions/templateAction.ts';
import { templateActions } from '../../../../../runtime/template/actions/templateActions.ts';
import type { TemplateModel } from '../../../../../runtime/template/model/templateModel.ts';
import { readTemplate } from '../../../../../runtime/template/model/templateModel.ts';
import {
  allDiagnostics,
  validateModel,
} from '../../../../../runtime/template/model/validateModel.ts';
import { caseTexts, templateTexts } from '../templateTexts.ts';

const files = fc.constantFrom(
  'src/config/plugins/Demo.ini',
  'src/config/conf_outlets/X.ini',
  'src/config/serverNodes.ini',
  'src/config/config.ini',
);
const lineEnds = fc.constantFrom('\n', '\r\n');
const elements = fc.constantFrom(
  ...['[', ']', ',', ' ', '"int"', '"string"', '"intrange"', '"bool"', '"multilist"', '"1-8"', '1'],
  ...["'x'", 'True', 'None', '01', '+1', '1.0', 'word', '"a', '\\x', '\t', '\u201ca\u201d', '-1'],
  ...['%', '%%', '%(b)s', ' ; c', ' # c', '{', '"8-1"', '"a ;b"', '" a "', '"~~x~~"', '\n  '],
);
const declarations = fc
  .array(fc.array(elements, { maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((values) => values.map((parts, at) => `${'aAbB'.charAt(at)}=[${parts.join('')}\n`).join(''));
const broken = declarations.map((text) => `[plugins.Demo]\n${text}`);
const models = fc
  .tuple(fc.oneof(templateTexts, broken), files, lineEnds)
  .map(([text, file, lineEnd]) => readTemplate(withLineEnd(text, lineEnd), file));

function withLineEnd(text: string, lineEnd: string): string {
  return text.replaceAll(/\r\n?|\n/g, lineEnd);
}

/** The models of all cases, with LF and with CRLF. */
function caseModels(): readonly TemplateModel[] {
  return caseTexts().flatMap(({ text, file }) =>
    ['\n', '\r\n'].map((lineEnd) => readTemplate(withLineEnd(text, lineEnd), file)),
  );
}

/** Of every diagnostic: one stretch that holds all of the file finds each of the first thirty. */
function actionsOf(model: TemplateModel): readonly TemplateAction[] {
  const end = { line: model.lineCount, character: 0 };
  const start = { line: 0, character: 0 };
  const only = ['quickfix', 'refactor', 'source'];
  return templateActions(model, { start, end }, { isPortabilityOn: true, only });
}

function counts(model: TemplateModel): ReadonlyMap<string, number> {
  const byCode = new Map<string, number>();
  for (const { code } of validateModel(model, { isPortabilityOn: true })) {
    byCode.set(code, (byCode.get(code) ?? 0) + 1);
  }
  return byCode;
}

function commentsOf({ text }: TemplateModel): readonly string[] {
  const document = parseIni(text);
  return document.comments.map(({ range }) => document.textOf(range)).toSorted();
}

function assertApart(model: TemplateModel, edits: readonly TemplateEdit[], title: string): void {
  const offsets = edits.map(({ start, end }) => {
    const document = parseIni(model.text);
    for (const { line, character } of [start, end]) {
      assert.ok(line >= 0 && line < model.lineCount, `${title} is in the file`);
      assert.ok(
        character >= 0 && character <= model.lineText(line).length,
        `${title} is in a line`,
      );
    }
    return [document.offsetAt(start), document.offsetAt(end)] as const;
  });
  let last = 0;
  for (const [start, end] of offsets.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    assert.ok(last <= start && start <= end, `edits of ${title} overlap`);
    last = end;
  }
}

const aboutComments = new Set(['unused-suppression', 'unknown-suppression', 'nul-char']);

function assertKept(before: TemplateModel, after: TemplateModel, title: string): void {
  const left = [...commentsOf(after)];
  for (const comment of commentsOf(before)) {
    const at = left.indexOf(comment);
    assert.notEqual(at, -1, `${title} loses ${comment} of ${JSON.stringify(before.text)}`);
    left.splice(at, 1);
  }
  assertLineEnds(before, after, title);
}

function assertLineEnds(before: TemplateModel, after: TemplateModel, title: string): void {
  if (before.text.includes('\r')) {
    assert.doesNotMatch(after.text, /(?<!\r)\n/, `${title} keeps CRLF`);
  } else if (before.lineCount > 1) assert.doesNotMatch(after.text, /\r/, `${title} keeps LF`);
}

function checkActions(model: TemplateModel): void {
  const before = counts(model);
  for (const { title, change, isPreferred, diagnostics } of actionsOf(model)) {
    const shown = `${title} in ${JSON.stringify(model.text)}`;
    assertApart(model, change.edits, shown);
    if (change.edits.length === 0 || change.newFiles) continue;
    const after = applyTemplateEdits(model, change.edits);
    const isAboutText = diagnostics.every(({ code }) => !aboutComments.has(code));
    if (isAboutText && !before.has('bom') && !before.has('unusual-line-terminator')) {
      assertKept(model, after, shown);
    }
    if (!isPreferred) continue;
    const [mended] = diagnostics;
    const now = counts(after);
    for (const [code, count] of now) {
      const limit = (before.get(code) ?? 0) - (code === mended?.code ? 1 : 0);
      assert.ok(count <= limit, `${shown}: ${count} × ${code}`);
    }
  }
}

function errorsOf(model: TemplateModel): number {
  return allDiagnostics(model).filter(({ severity }) => severity === 'error').length;
}

function checkFixAll(first: TemplateModel): void {
  let model = first;
  for (let round = 1; ; round++) {
    const edits = fixAll(model);
    if (edits.length === 0) return;
    const shown = `round ${round} in ${JSON.stringify(model.text)} of ${JSON.stringify(first.text)}`;
    assert.ok(round <= 3, shown);
    assertApart(model, edits, shown);
    const next = applyTemplateEdits(model, edits);
    assert.ok(errorsOf(next) <= errorsOf(model), shown);
    assertKept(model, next, shown);
    model = next;
  }
}

describe('An action, whatever the text', () => {
  it('takes its diagnostic away and brings none where it is preferred, in each case', () => {
    for (const model of caseModels()) checkActions(model);
  }).timeout(60_000);

  it('takes its diagnostic away and brings none where it is preferred, in any text', () => {
    fc.assert(fc.property(models, checkActions), { numRuns: 300 });
  }).timeout(120_000);

  it('mends all that is safe in at most three rounds, in each case', () => {
    for (const model of caseModels()) checkFixAll(model);
  }).timeout(60_000);

  it('mends all that is safe in at most three rounds, in any text', () => {
    fc.assert(fc.property(models, checkFixAll), { numRuns: 500 });
  }).timeout(120_000);
});
