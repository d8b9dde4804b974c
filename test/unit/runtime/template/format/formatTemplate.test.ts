import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FormatOptions, TemplateSpan } from '../../../../../runtime/template/index.ts';
import {
  applyTemplateEdits,
  formatTemplate,
  readTemplate,
} from '../../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';

function format(text: string, options?: FormatOptions, range?: TemplateSpan): string {
  const model = readTemplate(text, file);
  return applyTemplateEdits(model, formatTemplate(model, options, range)).text;
}

function lines(first: number, last: number): TemplateSpan {
  return { start: { line: first, character: 0 }, end: { line: last + 1, character: 0 } };
}

describe('formatTemplate', () => {
  it('writes declarations as the stock templates have them', () => {
    assert.equal(
      format(
        '[plugins.Demo] \nA = [ "string" , "a , b" ]\t\nB\t=["int",  5]\nC= ["bool",true ]  \n',
      ),
      '[plugins.Demo]\nA=["string","a , b"]\nB=["int",5]\nC=["bool",true]\n',
    );
  });

  it('leaves spaces around equals signs and after commas where they are wanted', () => {
    const text = '[s]\nA=["intrange",1 ,  "1-8"]\nB = ["string", "a,b"]\nC :["bool",true]\n';
    assert.equal(
      format(text, { spaceAroundEquals: true, spaceAfterComma: true }),
      '[s]\nA = ["intrange", 1, "1-8"]\nB = ["string", "a,b"]\nC : ["bool", true]\n',
    );
    assert.equal(
      format(text, { spaceAfterComma: true }),
      '[s]\nA=["intrange", 1, "1-8"]\nB=["string", "a,b"]\nC:["bool", true]\n',
    );
  });

  it('leaves a blank line between sections, above the comments of the next', () => {
    const text = '# file\n[a]\nX=["int",1]\n# of b\n[b]\n# own\n\n\n\n[c]\n\n\n# of d\n[d]\n';
    assert.equal(
      format(text),
      '# file\n[a]\nX=["int",1]\n\n# of b\n[b]\n# own\n\n[c]\n\n# of d\n[d]\n',
    );
  });

  it('leaves blank lines inside a section and above the first', () => {
    const text = '\n\n# file\n\n\n[a]\n\n\nX=["int",1]\n\n\n# own\n\n[b]\n';
    assert.equal(format(text), text);
  });

  it('ends the file with one line end of its kind', () => {
    assert.equal(format('[a]\r\nX=["int",1]'), '[a]\r\nX=["int",1]\r\n');
    assert.equal(format('[a]\nX=["int",1]  \n \n\n  '), '[a]\nX=["int",1]\n');
    assert.equal(format('[a]'), '[a]\n');
    assert.equal(format(' \n\n'), '');
    assert.equal(format('[a]', { insertFinalNewline: false }), '[a]');
    assert.equal(format('[a]\n \n', { trimFinalNewlines: false }), '[a]\n\n');
  });

  it('keeps CRLF, and the line end of each place in a mixed text', () => {
    assert.equal(
      format('[a]\r\nX = ["int",1] \r\n[b]\r\n\r\n\r\n\r\n[c]\n[d]'),
      '[a]\r\nX=["int",1]\r\n\r\n[b]\r\n\r\n[c]\n\n[d]\n',
    );
  });

  it('removes blanks after comments, and nothing else of them', () => {
    const text = '#  A = [ "int" , 1 ] \n; c\t\n##c\n[plugins.Demo] \n#c';
    assert.equal(format(text), '#  A = [ "int" , 1 ]\n; c\n##c\n[plugins.Demo]\n#c\n');
  });

  it('leaves lines with errors exactly alone', () => {
    for (const line of [
      'A = ["Int", 1] ',
      'A = ["int", "1"] ',
      'A = ["int", 1,] ',
      "A = ['int', 1] ",
      'A = ["int", 1  ',
      'A = 5 ',
      'A =  ',
      '  A = ["int", 1] ',
      '  # c  ',
      'A  ',
      '= ["int", 1] ',
      'A = ["int", 1] ; c ',
      'A = ["string", "100%"] ',
      'A = ["int",\u00a01] ',
      'rem = ["int", 1] ',
      'A* = ["int", 1] ',
    ]) {
      const text = `[plugins.Demo]\n${line}\nB=["int",1]\n`;
      assert.equal(format(text), text, line);
    }
  });

  it('leaves headers with errors exactly alone', () => {
    for (const header of ['[ a ] ', '[] ', '[a', '[a] ] ', '[other] ', '[DEFAULT] ']) {
      const text = `${header}\nX=["int",1]\n`;
      assert.equal(format(text), text, header);
    }
  });

  it('touches no further lines of a value', () => {
    assert.equal(
      format('[s]\nA = ["intrange", \n    1, \n\t\n# c \n  "1-8"] \n\n[t]\n'),
      '[s]\nA=["intrange",\n    1, \n\t\n# c \n  "1-8"] \n\n[t]\n',
    );
  });

  it('touches no value that another one pastes', () => {
    const text = '[s]\nA = ["int", 1]\nB=["string", "%(a)s"]\nC = ["int", 1]\n';
    assert.equal(format(text), '[s]\nA=["int", 1]\nB=["string", "%(a)s"]\nC=["int",1]\n');
  });

  it('makes no comment of a variable called rem', () => {
    const text = '[s]\nrem=["int",1]\n';
    assert.equal(format(text, { spaceAroundEquals: true }), text);
  });

  it('puts no blank line into a value that is not finished', () => {
    const text = '[s]\nA=["multilist",\n["x"],\n[t\n';
    assert.equal(format(text), text);
  });

  it('formats the lines of a range alone', () => {
    const text = '[a]\nX = ["int",1]\nY = ["int",1]\n[b]\n\n\n\n[c]\nZ = ["int",1]';
    assert.equal(format(text, {}, lines(2, 2)), text.replace('Y = ', 'Y='));
    assert.equal(format(text, {}, lines(3, 3)), text.replace('[b]', '\n[b]'));
    assert.equal(format(text, {}, lines(5, 5)), text.replace('[b]\n', '[b]'));
    assert.equal(format(text, {}, lines(8, 8)), text.replace('Z = ["int",1]', 'Z=["int",1]\n'));
    const inLine = { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } };
    assert.equal(format(text, {}, inLine), text.replace('X = ', 'X='));
  });

  it('has nothing to do in the templates that we ship', () => {
    const cwd = fileURLToPath(new URL('../../../../..', import.meta.url));
    const pattern = '{runtime/plugins/shipped,plugin-templates}/**/*.ini';
    const paths = globSync(pattern, { cwd }).filter((path) => !path.includes('/etc/'));
    assert.ok(paths.length > 10, `${paths.length} templates are enough to mean something`);
    for (const path of paths) {
      const text = readFileSync(join(cwd, path), 'utf8');
      assert.equal(format(text), text, path);
    }
  });

  it('changes the blanks alone, so that cursor and folds stay', () => {
    const model = readTemplate('[s]\nA = ["string", "x"]\n', file);
    assert.deepEqual(formatTemplate(model), [
      { start: { line: 1, character: 1 }, end: { line: 1, character: 2 }, text: '' },
      { start: { line: 1, character: 3 }, end: { line: 1, character: 4 }, text: '' },
      { start: { line: 1, character: 14 }, end: { line: 1, character: 15 }, text: '' },
    ]);
    assert.deepEqual(formatTemplate(readTemplate('[s]\nA=["int",1]\n', file)), []);
  });
});
