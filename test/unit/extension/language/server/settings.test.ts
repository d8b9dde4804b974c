import assert from 'node:assert/strict';
import type { CodeLens, InlayHint, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { MemoryEditor } from './support/memoryEditor.ts';

const [one, two] = ['memrack:/one', 'memrack:/two'] as const;
const template = 'src/config/plugins/Demo.ini';
const negative = '[plugins.Demo]\nA=["int",-1]\n';
const uri = `${one}/${template}`;

/** With a class, so that nothing is wrong but what is in the text. */
function project(folder: string, text: string): Record<string, string> {
  const code = `import { ModuleTemplate } from 'ockle';
export class Demo extends ModuleTemplate {
  override run() { this.debug(this.getConfigVar('A')); }
}
`;
  return { [`${folder}/src/plugins/Demo.ts`]: code, [`${folder}/${template}`]: text };
}

describe('The settings of an editor', () => {
  let editor: MemoryEditor;

  const begin = async (text: string, settings: unknown = {}): Promise<void> => {
    editor = new MemoryEditor({ ...project(one, text), ...project(two, text) });
    editor.settings = () => settings;
    await editor.begin([one, two]);
  };

  const format = async (options: object): Promise<string> => {
    await editor.set(() => ({ format: options }));
    const asked = { options: { tabSize: 2, insertSpaces: true } };
    const edits = await editor.ask<TextEdit[]>('formatting', uri, asked);
    const document = TextDocument.create(uri, '', 1, editor.files.get(uri) ?? '');
    return TextDocument.applyEdits(document, edits).split('\n')[1] ?? '';
  };

  afterEach(() => editor.connection.dispose());

  it('say how grave a code is, while files are open or not', async () => {
    await begin(negative);
    await editor.untilMarks(uri, 'int-negative-default:2');
    await editor.set(() => ({ validate: { severity: { 'int-negative-default': 'error' } } }));
    await editor.untilMarks(uri, 'int-negative-default:1');
    await editor.open(uri);
    await editor.set(() => ({ validate: { severity: { 'int-negative-default': 'off' } } }));
    await editor.untilMarks(uri);
    await editor.set(() => ({}));
    await editor.untilMarks(uri, 'int-negative-default:2');
  });

  it('hold for a folder', async () => {
    await begin(negative);
    const isTwo = (scope: string): boolean => scope.startsWith(two);
    await editor.set((scope) => ({
      validate: { severity: { 'int-negative-default': isTwo(scope) ? 'hint' : 'error' } },
    }));
    await editor.untilMarks(uri, 'int-negative-default:1');
    await editor.untilMarks(`${two}/${template}`, 'int-negative-default:4');
  });

  it('tell what other readers would read differently, where that is wanted', async () => {
    await begin('[plugins.Demo]\nA=["string","ü"]\n');
    await editor.open(uri);
    await editor.untilMarks(uri);
    await editor.set(() => ({ validate: { portability: true } }));
    await editor.untilMarks(uri, 'portability-non-ascii:3');
  });

  it('take all marks away, and bring them back', async () => {
    await begin(negative);
    const other = `${two}/${template}`;
    await editor.open(uri);
    await editor.untilMarks(uri, 'int-negative-default:2');
    await editor.untilMarks(other, 'int-negative-default:2');
    await editor.set(() => ({ validate: { enabled: false } }));
    for (const each of [uri, other]) await editor.untilMarks(each);
    await editor.set(() => ({ validate: { enabled: true } }));
    for (const each of [uri, other]) await editor.untilMarks(each, 'int-negative-default:2');
  });

  it('reach the formatter', async () => {
    await begin('[plugins.Demo]\nA = ["int" ,1]\n');
    await editor.open(uri);
    assert.equal(await format({}), 'A=["int",1]');
    assert.equal(await format({ spaceAroundEquals: true }), 'A = ["int",1]');
    assert.equal(await format({ spaceAfterComma: true }), 'A=["int", 1]');
  });

  it('show and hide lenses and hints', async () => {
    await begin(negative, { codeLens: { enabled: false }, inlayHints: { enabled: true } });
    await editor.open(uri);
    const range = { start: { line: 0, character: 0 }, end: { line: 2, character: 0 } };
    const hints = () => editor.ask<InlayHint[]>('inlayHint', uri, { range });
    const lenses = () => editor.ask<CodeLens[]>('codeLens', uri);
    assert.deepEqual(
      (await hints()).map(({ label }) => label),
      ['default:'],
    );
    assert.deepEqual(await lenses(), []);
    await editor.set(() => ({}));
    assert.deepEqual(await hints(), []);
    assert.notDeepEqual(await lenses(), []);
  });
});
