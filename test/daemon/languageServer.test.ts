import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Hover,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver/node';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { LanguageClient } from './support/languageClient.ts';

const template = 'src/config/plugins/Ticker.ini';
const good = '[plugins.Ticker]\nWAIT_TIME=["int",1]\n';
const wrong = '[plugins.Ticker]\nWAIT_TIME=["itn",1]\n';
const code = `import { ModuleTemplate } from 'ockle';
export class Ticker extends ModuleTemplate {
  override run() { this.debug(String(this.getConfigInt('WAIT_TIME'))); }
}
`;
const files = {
  'etc/config.ini':
    '[main]\nOUTLET_DIR=outlets\nTESTER_DIR=testers\nCONTROLLER_DIR=controllers\nSERVER_DIR=servers\n[plugins]\npluginList=["Ticker"]\n',
  'src/plugins/Ticker.ts': code,
};

describe('ockle-template-language-server --stdio', () => {
  let project: string;
  let client: LanguageClient;

  const start = async (text = good) => {
    project = await makeProject({ ...files, [template]: text });
    client = new LanguageClient(project);
    return client.begin();
  };

  afterEach(() => client.kill());
  after(removeTempProjects);

  it('says what it can do, and ends when it is told to', async () => {
    const capabilities = await start();
    for (const each of ['completion', 'hover', 'signatureHelp', 'documentFormatting', 'codeLens']) {
      assert.ok(capabilities[`${each}Provider`], each);
    }
    assert.equal(await client.end(), 0);
  });

  it('tells what is wrong in files that nobody has opened', async () => {
    await start(wrong);
    const [found] = await client.untilCodes(template, 'unknown-type');
    assert.match(JSON.stringify(found?.message), /itn.*int/);
    assert.match(found?.codeDescription?.href ?? '', /template-language\.md#unknown-type$/);
  });

  it('goes by what is typed, not by what is on disk, until the file is closed', async () => {
    await start(wrong);
    await client.untilCodes(template, 'unknown-type');
    await client.open(template, good);
    await client.untilCodes(template);
    await client.change(template, '[plugins.Ticker]\nWAIT_TIME=["int"]\n');
    await client.untilCodes(template, 'missing-argument');
    await client.close(template);
    await client.untilCodes(template, 'unknown-type');
  });

  it('follows files that appear, are renamed and vanish, as with another branch', async () => {
    await start(wrong);
    await client.untilCodes(template, 'unknown-type');
    const other = 'src/config/plugins/Tocker.ini';
    await rename(join(project, template), join(project, other));
    await client.changedOnDisk(template, other);
    await client.untilCodes(template);
    await client.untilCodes(other, 'wrong-section-name', 'unknown-type');
    await rm(join(project, other));
    await writeFile(join(project, template), good);
    await client.changedOnDisk(other, template);
    await client.untilCodes(other);
  });

  it('tells of a template what the code says, saved or not', async () => {
    await start();
    const source = 'src/plugins/Ticker.ts';
    await client.open(source, code.replace('WAIT_TIME', 'WAIT_TIEM'), 'typescript');
    await client.untilCodes(source, 'config-var-undeclared');
    await client.change(source, code);
    await client.untilCodes(source);
  });

  it('completes, explains and formats', async () => {
    await start();
    const text = '[plugins.Ticker]\nWAIT_TIME = ["int", 1]\nNEXT=["in\n';
    await client.open(template, text);
    const items = await client.ask<CompletionItem[]>('completion', template, {
      position: { line: 2, character: 9 },
    });
    const int = items.find(({ label }) => label === 'int');
    assert.deepEqual(int?.textEdit, {
      range: { start: { line: 2, character: 6 }, end: { line: 2, character: 9 } },
      newText: '"int",${1:1}]',
    });
    const hover = await client.ask<Hover>('hover', template, {
      position: { line: 1, character: 2 },
    });
    assert.match(JSON.stringify(hover.contents), /WAIT\\\\_TIME/);
    const help = await client.ask<SignatureHelp>('signatureHelp', template, {
      position: { line: 1, character: 20 },
    });
    assert.match(help.signatures[0]?.label ?? '', /^int\(/);
    const edits = await client.ask<TextEdit[]>('formatting', template, {
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.deepEqual(
      [...new Set(edits.map(({ range }) => range.start.line))],
      [1],
      'The broken line is left alone.',
    );
    const symbols = await client.ask<DocumentSymbol[]>('documentSymbol', template);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children?.map((child) => child.name)]),
      [['plugins.Ticker', ['WAIT_TIME', 'NEXT']]],
    );
  });

  it('mends', async () => {
    await start(wrong);
    await client.open(template, wrong);
    const place = { line: 1, character: 13 };
    const actions = await client.ask<CodeAction[]>('codeAction', template, {
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ isPreferred }) => isPreferred);
    assert.equal(fix?.title, 'Change to "int"');
    assert.deepEqual(Object.keys(fix.edit?.changes ?? {}), [client.uriOf(template)]);
  });

  it('mends etc/config.ini where it names what does not exist', async () => {
    await start();
    const config = 'etc/config.ini';
    const text = files[config].replace('"Ticker"', '"Tikcer"');
    await client.open(config, text);
    await client.untilCodes(config, 'config-plugin-missing');
    const line = text.split('\n').findIndex((each) => each.startsWith('pluginList'));
    const place = { line, character: 15 };
    const actions = await client.ask<CodeAction[]>('codeAction', config, {
      range: { start: place, end: place },
      context: { diagnostics: [] },
    });
    const [edit] = Object.values(actions[0]?.edit?.changes ?? {}).flat();
    assert.match(edit?.newText ?? '', /Ticker/);
  });

  it('lives on whatever it is asked', async () => {
    await start();
    await client.open(template, good);
    const far = { line: 4_000_000, character: 9 };
    for (const method of ['hover', 'completion', 'signatureHelp']) {
      await client.ask(method, template, { position: far });
    }
    await client.ask('selectionRange', template, { positions: [far] });
    await client.ask('rangeFormatting', template, {
      range: { start: far, end: far },
      options: { tabSize: 2, insertSpaces: true },
    });
    await assert.rejects(client.ask('nonsense', template));
    assert.equal(await client.end(), 0);
  });
});
