import assert from 'node:assert/strict';
import { inlayHints, readTemplate } from '../../../../runtime/template/index.ts';

const file = 'src/config/plugins/Demo.ini';

describe('inlay hints', () => {
  /** The lines of a text with its hints put in as `‹name:›`. */
  function hinted(text: string, first = 0, last = text.split('\n').length) {
    const range = { start: { line: first, character: 0 }, end: { line: last, character: 0 } };
    const lines = text.split('\n');
    for (const { position, label } of inlayHints(readTemplate(text, file), range).toReversed()) {
      const line = lines[position.line] ?? '';
      lines[position.line] =
        `${line.slice(0, position.character)}‹${label}›${line.slice(position.character)}`;
    }
    return lines;
  }

  it('name the elements of every array', () => {
    const text = [
      '[plugins.Demo]',
      'A=["intrange",1,"1-8"]',
      'B = [ "multilist" , true , "x/~~name~~" ]',
      '# C=["int",1]',
      'D=["string","😀, b"]',
      '[other]',
      'E=["bool",true,"more"]',
      'F=["nope",1]',
      'G=["select",fal',
      'H=["intrange",',
      '  4, "1-8"]',
    ].join('\n');
    assert.deepEqual(hinted(text), [
      '[plugins.Demo]',
      'A=["intrange",‹default:›1,‹range:›"1-8"]',
      'B = [ "multilist" , ‹ordered:›true , ‹url:›"x/~~name~~" ]',
      '# C=["int",1]',
      'D=["string",‹default:›"😀, b"]',
      '[other]',
      'E=["bool",‹default:›true,"more"]',
      'F=["nope",1]',
      'G=["select",‹disabled:›fal',
      'H=["intrange",',
      '  ‹default:›4, ‹range:›"1-8"]',
    ]);
  });

  it('are those of the lines asked for', () => {
    const text = '[a]\nA=["int",1]\nB=["int",2]\n[b]\nC=["int",3]\n[c]\nD=["int",4]';
    assert.deepEqual(
      hinted(text, 2, 5).filter((line) => line.includes('‹')),
      ['B=["int",‹default:›2]', 'C=["int",‹default:›3]'],
    );
  });

  it('move with their lines', () => {
    const model = readTemplate('# x\n[a]\nA=["int",1]', file);
    const all = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const lines = (each: typeof model) =>
      inlayHints(each, all).map(({ position }) => position.line);
    assert.deepEqual(lines(model), [2]);
    const start = { line: 0, character: 0 };
    assert.deepEqual(lines(model.change({ start, end: start, text: '# y\n# z\n' })), [4]);
  });
});
