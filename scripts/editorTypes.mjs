import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What plugins import as `ockle/wire`. */
const wire = 'runtime/communication/wire';

/** Modules of Node that no plugin needs and others do not refer to. */
const leftOut = ['inspector', 'inspector.generated', 'repl', 'sea', 'sqlite', 'test', 'wasi'];

/** Where the packages lie below the types; Node's library asks for the second one by name. */
const packages = [
  { name: '@types/node', folder: 'node', skip: ['ts5.6', 'ts5.7', ...leftOut] },
  { name: 'undici-types', folder: 'node/node_modules/undici-types', skip: [] },
];

/**
 * Writes `types/` below a folder: Ockle's API and Node's library as declarations, and what files there are.
 *
 * @param {string} folder
 */
export async function buildEditorTypes(folder) {
  const files = new Map([['ockle.d.ts', declarationsOf('runtime/plugins/api/index.ts')]]);
  for (const file of globSync('*.ts', { cwd: join(root, wire) }).sort()) {
    const declarations = declarationsOf(`${wire}/${file}`).replaceAll(".ts';", ".js';");
    files.set(`wire/${file.replace(/\.ts$/, '.d.ts')}`, declarations);
  }
  for (const each of packages) await addPackage(files, each);
  const hash = createHash('sha256');
  for (const [path, text] of files) hash.update(`${path}\n${text}\n`);
  const manifest = { version: hash.digest('hex').slice(0, 16), files: [...files.keys()] };
  files.set('manifest.json', JSON.stringify(manifest));
  for (const [path, text] of files) {
    const file = join(folder, 'types', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** @param {string} file */
function declarationsOf(file) {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(
    readFileSync(join(root, file), 'utf8'),
    { compilerOptions: { stripInternal: true }, reportDiagnostics: true },
  );
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
  return outputText;
}

const formatHost = {
  getCanonicalFileName: (/** @type {string} */ name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};

/**
 * @param {Map<string, string>} files
 * @param {{ name: string, folder: string, skip: readonly string[] }} from
 */
async function addPackage(files, { name, folder, skip }) {
  const source = join(root, 'node_modules', name);
  const isWanted = (/** @type {string} */ path) =>
    !skip.some((each) => path.startsWith(`${each}.`) || path.startsWith(`${each}/`));
  for (const path of globSync('**/*.d.ts', { cwd: source }).sort().filter(isWanted)) {
    files.set(`${folder}/${path}`, shorten(await readFile(join(source, path), 'utf8'), skip));
  }
  const { version, types, license } = JSON.parse(
    await readFile(join(source, 'package.json'), 'utf8'),
  );
  files.set(`${folder}/package.json`, JSON.stringify({ name, version, license, types }));
  files.set(`${folder}/LICENSE`, await readFile(join(source, 'LICENSE'), 'utf8'));
}

/**
 * Keeps the first paragraph of each comment, which is what a hover needs most.
 *
 * @param {string} text
 * @param {readonly string[]} skip
 */
function shorten(text, skip) {
  return withoutModules(text, skip)
    .replace(/^[ \t]*\/\*[^]*?\*\/\n/gm, (comment) => shortenComment(comment))
    .replace(/\n{3,}/g, '\n\n');
}

/**
 * Leaves out the lines by which other files name the modules that are left out.
 *
 * @param {string} text
 * @param {readonly string[]} skip
 */
function withoutModules(text, skip) {
  if (skip.length === 0) return text;
  const names = skip.map((each) => each.replaceAll('.', '\\.')).join('|');
  const reference = `/// <reference path="(?:${names})\\.d\\.ts" />`;
  const builtin = `.*typeof import\\("(?:node:)?(?:${names})(?:/[^"]*)?"\\);`;
  return text.replace(new RegExp(`^(?:${reference}|${builtin})\n`, 'gm'), '');
}

/** @param {string} comment */
function shortenComment(comment) {
  if (!comment.trimStart().startsWith('/**')) return '';
  const indent = comment.slice(0, comment.indexOf('/'));
  const lines = comment
    .trim()
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  const text = lines.slice(lines.findIndex((line) => line !== ''));
  const end = text.findIndex(
    (line) => line === '' || line.startsWith('@') || line.startsWith('```'),
  );
  const kept = end === -1 ? text : text.slice(0, end);
  kept.push(...lines.filter((line) => line.startsWith('@deprecated')));
  const shown = kept.map((line) => line.trim()).filter((line) => line !== '');
  return shown.length > 0 ? `${indent}/** ${shown.join(' ')} */\n` : '';
}
