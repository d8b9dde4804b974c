import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse as parseIni } from 'ini';
import { parseTree } from 'jsonc-parser';
import type { JSONSchema } from 'vscode-json-languageservice';
import { getLanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { validateTemplate } from '../../../runtime/template/index.ts';
import { largeTemplate, largeValues, toJson } from './largeTemplate.ts';
import { timed } from './statistics.ts';

/** Something that reads the large template, or the same as JSON. */
export interface TemplatePeer {
  readonly name: string;
  /** Of what it reads. */
  readonly megabytes: number;
  /** Milliseconds of one reading. */
  readonly run: () => Promise<number>;
}

const script = fileURLToPath(new URL('../peers/readTemplate.py', import.meta.url));

/** Every tool that is compared, our validation first; `close` removes what they needed. */
export async function templatePeers(): Promise<{
  readonly peers: readonly TemplatePeer[];
  readonly close: () => Promise<void>;
}> {
  const { text, file } = largeTemplate;
  const json = toJson(largeValues());
  const folder = await mkdtemp(join(tmpdir(), 'ockle-bench-'));
  const path = join(folder, 'large.ini');
  await writeFile(path, text);
  const ini = (name: string, act: () => unknown): TemplatePeer => peer(name, text, act);
  return {
    peers: [
      ini('ours', () => expectNothing(validateTemplate(text, { file }))),
      ini('ini', () => parseIni(text)),
      ini('iniAndJson', () => readValues(parseIni(text))),
      peer('jsoncTree', json, () => parseTree(json)),
      peer('jsonSchema', json, schemaValidation(json)),
      { ...ini('python', () => undefined), run: async () => Number(await pythonOutput(path)) },
    ],
    close: () => rm(folder, { recursive: true }),
  };
}

function peer(name: string, input: string, act: () => unknown): TemplatePeer {
  return { name, megabytes: Buffer.byteLength(input) / 1e6, run: () => timed(act) };
}

function expectNothing(found: readonly unknown[]): void {
  if (found.length > 0)
    throw new Error(`Something is wrong with the text: ${JSON.stringify(found[0])}`);
}

/** The package takes dots in the names of sections as nesting. */
function readValues(values: unknown): void {
  if (typeof values === 'string') JSON.parse(values);
  else for (const each of Object.values(values as Record<string, unknown>)) readValues(each);
}

async function pythonOutput(path: string): Promise<string> {
  const { stdout } = await promisify(execFile)('python3', [script, path]);
  return stdout;
}

/** What the JSON language service of VS Code does for a file with a schema. */
function schemaValidation(json: string): () => Promise<void> {
  const service = getLanguageService({});
  return async () => {
    const document = TextDocument.create('file:///large.json', 'json', 1, json);
    const parsed = service.parseJSONDocument(document);
    expectNothing(await service.doValidation(document, parsed, {}, templateSchema));
  };
}

function arrayOf(type: string, items: JSONSchema[], minItems = items.length + 1): JSONSchema {
  return {
    type: 'array',
    items: [{ const: type }, ...items],
    minItems,
    maxItems: items.length + 1,
  };
}

const range: JSONSchema = { type: 'string', pattern: '^[0-9]+-[0-9]+$' };

/** The six types of the template language. */
const templateSchema: JSONSchema = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$' },
    additionalProperties: {
      oneOf: [
        arrayOf('string', [{ type: 'string' }]),
        arrayOf('int', [{ type: 'integer', minimum: 0 }]),
        arrayOf('bool', [{ type: 'boolean' }]),
        arrayOf('intrange', [{ type: 'integer' }, range]),
        arrayOf('select', [{ type: 'boolean' }]),
        arrayOf('multilist', [{ type: 'boolean' }, { type: 'string' }], 2),
      ],
    },
  },
};
