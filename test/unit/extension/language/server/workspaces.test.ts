import assert from 'node:assert/strict';
import type { CodeLens, CompletionList, DocumentLink } from 'vscode-languageserver/node';
import { editorRequests } from '../../../../../extension/language/server/editorRequests.ts';
import { MemoryEditor } from './support/memoryEditor.ts';

const template = 'src/config/plugins/Ticker.ini';
const wrong = '[plugins.Ticker]\nWAIT_TIME=["itn",1]\n';

function classThatReads(variable: string): string {
  return `import { ModuleTemplate } from 'ockle';
export class Ticker extends ModuleTemplate {
  override run() { this.debug(this.getConfigVar('${variable}')); }
}
`;
}

/** A project whose plugin reads a variable, and whose config.ini has a mark to wait for. */
function project(folder: string, variable: string, text: string): Record<string, string> {
  return {
    [`${folder}/etc/config.ini`]: '[plugins]\npluginList=["Ticker","Gone"]\n',
    [`${folder}/src/plugins/Ticker.ts`]: classThatReads(variable),
    [`${folder}/${template}`]: text,
  };
}

function titlesOf(lenses: readonly CodeLens[]): readonly (string | undefined)[] {
  return lenses.map(({ command }) => command?.title);
}

describe('A workspace that is on no disk', () => {
  const folder = 'memrack://rack/server%20room';
  const uri = `${folder}/${template}`;
  const good = '[plugins.Ticker]\nDOOR=["string","etc/config.ini"]\n';
  let editor: MemoryEditor;

  const begin = async (text: string): Promise<void> => {
    editor = new MemoryEditor(project(folder, 'DOOR', text));
    await editor.begin([folder], { isTrusted: false });
    await editor.untilMarks(`${folder}/etc/config.ini`, 'config-plugin-missing:2');
  };

  afterEach(() => editor.connection.dispose());

  it('is checked as a whole, through the editor', async () => {
    await begin(wrong);
    await editor.untilMarks(uri, 'config-var-unused:4', 'unknown-type:1');
  });

  it('is followed', async () => {
    await begin(wrong);
    await editor.untilMarks(uri, 'config-var-unused:4', 'unknown-type:1');
    await editor.put({ [uri]: good });
    await editor.untilMarks(uri);
    await editor.put({ [`${folder}/src/plugins/Ticker.ts`]: classThatReads('WINDOW') });
    await editor.untilMarks(uri, 'config-var-unused:4');
    await editor.put({ [uri]: undefined });
    await editor.untilMarks(uri);
  });

  it('has links to the files that are there', async () => {
    await begin(good);
    await editor.open(uri);
    await editor.untilMarks(uri);
    const [link, ...more] = await editor.ask<DocumentLink[]>('documentLink', uri);
    assert.equal(link?.target, `${folder}/etc/config.ini`);
    assert.deepEqual(more, []);
  });

  it('is run only once it is trusted', async () => {
    await begin(good);
    await editor.open(uri);
    const before = titlesOf(await editor.ask<CodeLens[]>('codeLens', uri));
    assert.ok(before.includes('Open class'), before.join());
    for (const title of ['Run', 'Debug']) assert.ok(!before.includes(title), title);
    await editor.connection.sendNotification(editorRequests.trustGranted);
    const after = titlesOf(await editor.ask<CodeLens[]>('codeLens', uri));
    for (const title of ['Run', 'Debug']) assert.ok(after.includes(title), title);
  });
});

describe('Folders with a class of the same name', () => {
  const [left, right] = ['memrack:/left', 'memrack:/right rack'] as const;
  const text = '[plugins.Ticker]\nDOOR=["string","front"]\n';
  let editor: MemoryEditor;

  beforeEach(async () => {
    editor = new MemoryEditor({
      ...project(left, 'DOOR', text),
      ...project(right, 'WINDOW', text),
    });
    await editor.begin([left, right]);
    for (const folder of [left, right]) {
      await editor.untilMarks(`${folder}/etc/config.ini`, 'config-plugin-missing:2');
    }
  });

  afterEach(() => editor.connection.dispose());

  it('are projects of their own', async () => {
    await editor.untilMarks(`${right}/${template}`, 'config-var-unused:4');
    await editor.untilMarks(`${left}/${template}`);
    await editor.put({ [`${right}/src/plugins/Ticker.ts`]: classThatReads('DOOR') });
    await editor.untilMarks(`${right}/${template}`);
  });

  it('complete what their own class reads', async () => {
    const uri = `${right}/${template}`;
    await editor.untilMarks(uri, 'config-var-unused:4');
    editor.files.set(uri, '[plugins.Ticker]\n');
    await editor.open(uri);
    const position = { line: 1, character: 0 };
    const list = await editor.ask<CompletionList>('completion', uri, { position });
    const labels = list.items.map(({ label }) => label).join();
    assert.match(labels, /WINDOW/);
    assert.doesNotMatch(labels, /DOOR/);
  });

  it('come and go', async () => {
    const uri = `${right}/${template}`;
    await editor.untilMarks(uri, 'config-var-unused:4');
    const folder = { uri: right, name: 'right' };
    const tell = (event: object) =>
      editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await tell({ added: [], removed: [folder] });
    await editor.untilMarks(uri);
    await tell({ added: [folder], removed: [] });
    await editor.untilMarks(uri, 'config-var-unused:4');
  });
});
