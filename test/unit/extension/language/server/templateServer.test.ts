import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import type {
  CodeAction,
  CompletionItem,
  CompletionList,
  ProtocolConnection,
  PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import {
  createConnection,
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Delay } from '../../../../../extension/language/server/delayedChecks.ts';
import { TemplateServer } from '../../../../../extension/language/server/templateServer.ts';
import type { TemplateService } from '../../../../../runtime/template/index.ts';
import { templateService } from '../../../../../runtime/template/index.ts';

const uri = 'file:///c%3A/rack/src/config/plugins/Demo.ini';

describe('TemplateServer', () => {
  let client: ProtocolConnection;
  let published: PublishDiagnosticsParams[];
  let waiting: (() => void)[];
  let delayed: Set<() => void>;

  const delay: Delay = (run) => {
    delayed.add(run);
    return () => delayed.delete(run);
  };

  /** Until the editor has `count` answers in all. */
  const answers = async (count: number) => {
    while (published.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    return published.map(({ version, diagnostics }) => [
      version,
      ...diagnostics.map((diagnostic) => diagnostic.code),
    ]);
  };

  async function start(service: TemplateService = templateService) {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    const connection = createConnection(
      new StreamMessageReader(toServer),
      new StreamMessageWriter(toClient),
    );
    new TemplateServer({
      connection,
      service,
      delay,
      folder: '/nowhere',
      shipped: new Map(),
    }).listen();
    client = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    client.onNotification(PublishDiagnosticsNotification.type, (params) => {
      published.push(params);
      for (const resolve of waiting.splice(0)) resolve();
    });
    client.listen();
    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  }

  const open = (text: string, at = uri) =>
    client.sendNotification('textDocument/didOpen', {
      textDocument: { uri: at, languageId: 'ockle-template', version: 1, text },
    });

  const change = (text: string, version: number) =>
    client.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });

  const complete = (line: number, character: number, at = uri) =>
    client.sendRequest<CompletionItem[]>('textDocument/completion', {
      textDocument: { uri: at },
      position: { line, character },
    });

  const mend = (line: number, character: number, only?: readonly string[]) =>
    client.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: { line, character }, end: { line, character } },
      context: { diagnostics: [], ...(only && { only }) },
    });

  beforeEach(() => {
    published = [];
    waiting = [];
    delayed = new Set();
  });

  afterEach(() => client.dispose());

  it('completes etc/config.ini from the templates of its project', async () => {
    await start();
    const config = 'file:///c%3A/rack/etc/config.ini';
    await open('[plugins.Demo]\nWAIT_TIME=["intrange",2,"1-3"]\n');
    await client.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri: config,
        languageId: 'ockle-config',
        version: 1,
        text: '[plugins.Demo]\nwait_time = ',
      },
    });
    const items = await complete(1, 12, config);
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['1', 'WAIT_TIME'],
        ['2', 'the default'],
        ['3', 'WAIT_TIME'],
      ],
    );
  });

  it('marks a template as soon as it is opened', async () => {
    await start();
    await open('[plugins.Demo]\nA=["int",1]\nA=["Int",1]\n');
    assert.deepEqual(await answers(1), [[1, 'duplicate-key', 'unknown-type']]);
    const [duplicate, type] = published[0]!.diagnostics;
    assert.deepEqual(type, {
      source: 'ockle',
      code: 'unknown-type',
      severity: 1,
      message: 'There is no type "Int". Did you mean "int"?',
      range: { start: { line: 2, character: 3 }, end: { line: 2, character: 8 } },
    });
    assert.deepEqual(duplicate?.relatedInformation?.[0]?.location, {
      uri,
      range: { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } },
    });
  });

  it('checks changes once the typing pauses, the newest text only', async () => {
    await start();
    await open('[plugins.Demo]\nA=["int",1]\n');
    await change('[plugins.Demo]\nA=["int"]\n', 2);
    await change('[plugins.Demo]\nA=[]\n', 3);
    await complete(0, 0);
    assert.equal(delayed.size, 1);
    for (const run of delayed) run();
    assert.deepEqual(await answers(2), [[1], [3, 'missing-type']]);
  });

  it('takes its marks back when the template is closed, and checks it no more', async () => {
    await start();
    await open('[plugins.Demo]\nA=[]\n');
    await change('[plugins.Demo]\nA=5\n', 2);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual(await answers(2), [[1, 'missing-type'], [undefined]]);
    assert.equal(delayed.size, 0);
  });

  it('completes with snippets that replace the whole token', async () => {
    await start();
    await open('[plugins.Demo]\r\nA=["in"]\r\n');
    const items = await complete(1, 6);
    const int = items.find((item) => item.label === 'int');
    assert.deepEqual(int?.textEdit, {
      range: { start: { line: 1, character: 3 }, end: { line: 1, character: 8 } },
      newText: '"int",${1:1}]',
    });
    assert.equal(int.insertTextFormat, 2);
  });

  it('asks the editor to come back while a name is typed', async () => {
    await start();
    await open('[plugins.Demo]\nWAI');
    const found = await client.sendRequest<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 1, character: 3 },
    });
    assert.equal(found.isIncomplete, true);
    assert.equal(found.items[0]?.label, 'WAI=["string",""]');
  });

  it('offers the mend of what the cursor touches, as one edit', async () => {
    await start();
    await open('[plugins.Demo]\nA=["Int",1]\nB=["itn",1]\n');
    const [fix, ...more] = await mend(1, 8);
    assert.ok(more.every(({ isPreferred }) => isPreferred !== true));
    assert.deepEqual(
      [fix?.title, fix?.kind, fix?.isPreferred],
      ['Change to "int"', 'quickfix', true],
    );
    const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 8 } };
    assert.deepEqual(fix?.edit?.changes, { [uri]: [{ range, newText: '"int"' }] });
    assert.equal(fix.diagnostics?.[0]?.code, 'unknown-type');
    assert.deepEqual(await mend(0, 0), []);
    const others = await mend(1, 8, ['refactor']);
    assert.ok(others.every(({ kind }) => kind?.startsWith('refactor')));
  });

  it('answers with nothing for a document it does not know', async () => {
    await start();
    assert.deepEqual(await complete(0, 0), []);
    assert.deepEqual(await mend(0, 0), []);
  });

  it('spares editors whole answers about a template of ten thousand sections', async () => {
    const ask = <Answer>(method: string, more: object = {}): Promise<Answer> =>
      client.sendRequest<Answer>(`textDocument/${method}`, { textDocument: { uri }, ...more });
    await start();
    const sections = Array.from({ length: 10_000 }, (_, index) => `[s${index}]\nA=["int",1]\n`);
    await open(sections.join(''));
    assert.equal(await ask('semanticTokens/full'), null);
    const range = { start: { line: 10_000, character: 0 }, end: { line: 10_001, character: 9 } };
    const { data } = await ask<{ readonly data: readonly number[] }>('semanticTokens/range', {
      range,
    });
    assert.ok(data.length > 0);
    assert.equal((await ask<readonly unknown[]>('documentSymbol')).length, 2_000);
    assert.equal((await ask<readonly unknown[]>('foldingRange')).length, 5_000);
  });

  it('lives on when the service fails, and says what happened', async () => {
    const fail = () => {
      throw new Error('no luck');
    };
    await start({ ...templateService, validateModel: fail, completeTemplate: fail });
    const lone = 'untitled:Untitled-1';
    const logged: string[] = [];
    client.onNotification('window/logMessage', ({ message }: { message: string }) => {
      logged.push(message);
    });
    await open('[plugins.Demo]\n', lone);
    assert.deepEqual(await answers(1), [[1]]);
    assert.deepEqual(await complete(0, 0, lone), []);
    assert.match(logged[0] ?? '', /^Ockle could not check untitled:.*no luck/);
    assert.match(logged[1] ?? '', /^Ockle could not complete in untitled:.*no luck/);
  });
});
