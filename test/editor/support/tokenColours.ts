import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';

/** A stretch of a line with its innermost scope and its colour in the window's theme. */
export interface ColouredToken {
  readonly text: string;
  readonly scope: string;
  /** As `#RRGGBB`. */
  readonly colour: string;
}

interface Line<Tokens> {
  readonly tokens: Tokens;
  readonly ruleStack: unknown;
}

interface Grammar {
  tokenizeLine(
    line: string,
    state: unknown,
  ): Line<readonly { startIndex: number; endIndex: number; scopes: readonly string[] }[]>;
  tokenizeLine2(line: string, state: unknown): Line<Uint32Array>;
}

interface Registry {
  loadGrammar(scope: string): Promise<Grammar | null>;
  getColorMap(): readonly string[];
}

interface TextMate {
  readonly INITIAL: unknown;
  readonly Registry: new (options: {
    readonly onigLib: Promise<unknown>;
    readonly theme: { readonly settings: readonly unknown[] };
    readonly loadGrammar: (scope: string) => Promise<unknown>;
  }) => Registry;
  parseRawGrammar(text: string, file: string): unknown;
}

interface Oniguruma {
  readonly OnigScanner: new (patterns: readonly string[]) => unknown;
  readonly OnigString: new (text: string) => unknown;
  readonly loadWASM: (options: { readonly data: Uint8Array }) => Promise<void>;
}

/** What extensions contribute, as far as colours go. */
interface Contributions {
  readonly grammars?: readonly {
    readonly language?: string;
    readonly scopeName: string;
    readonly path: string;
  }[];
  readonly themes?: readonly {
    readonly id?: string;
    readonly label: string;
    readonly path: string;
  }[];
}

interface ThemeFile {
  readonly include?: string;
  readonly tokenColors?: readonly unknown[];
}

/** Where the metadata of a token has its foreground, as an index of the colour map. */
const foreground = { mask: 0x00ff8000, offset: 15 };

/**
 * Colours a document by the grammar that the window's extensions contribute for its language, with
 * VS Code's own tokenizer and the window's theme: no command tells the colours on the screen.
 */
export async function colourTokens(document: vscode.TextDocument): Promise<ColouredToken[]> {
  const textMate = ownPackages()('vscode-textmate') as TextMate;
  const registry = new textMate.Registry({
    onigLib: loadOniguruma(),
    theme: { settings: await themeColours() },
    loadGrammar: (scope) => readGrammar(textMate, scope),
  });
  const { languageId } = document;
  const grammar = await registry.loadGrammar(
    findContribution('grammars', ({ language }) => language === languageId).found.scopeName,
  );
  assert(grammar, `The grammar of ${languageId} can be read.`);
  const colours = registry.getColorMap();
  const coloured: ColouredToken[] = [];
  let state = textMate.INITIAL;
  for (const line of document.getText().split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    const { tokens: packed } = grammar.tokenizeLine2(line, state);
    for (const { startIndex, endIndex, scopes } of tokens) {
      const text = line.slice(startIndex, endIndex);
      coloured.push({
        text,
        scope: scopes.at(-1) ?? '',
        colour: colourAt(packed, startIndex, colours),
      });
    }
    state = ruleStack;
  }
  return coloured;
}

/** Pairs of a start and what holds from there on; neighbours of one look are one pair. */
function colourAt(packed: Uint32Array, at: number, colours: readonly string[]): string {
  let metadata = 0;
  for (let pair = 0; pair < packed.length && (packed[pair] ?? 0) <= at; pair += 2) {
    metadata = packed[pair + 1] ?? 0;
  }
  return colours[(metadata & foreground.mask) >>> foreground.offset] ?? '';
}

/** Loads packages that VS Code itself runs on. */
function ownPackages(): NodeJS.Require {
  const folders = ['node_modules', 'node_modules.asar'].map((name) =>
    join(vscode.env.appRoot, name),
  );
  const folder = folders.find((candidate) => existsSync(join(candidate, 'vscode-textmate')));
  assert(folder, `VS Code has its tokenizer in ${vscode.env.appRoot}.`);
  return createRequire(join(folder, 'vscode-textmate', 'package.json'));
}

async function loadOniguruma(): Promise<unknown> {
  const load = ownPackages();
  const { OnigScanner, OnigString, loadWASM } = load('vscode-oniguruma') as Oniguruma;
  const main = load.resolve('vscode-oniguruma');
  await loadWASM({ data: await readFile(join(dirname(main), 'onig.wasm')) });
  return {
    createOnigScanner: (patterns: readonly string[]) => new OnigScanner(patterns),
    createOnigString: (text: string) => new OnigString(text),
  };
}

async function readGrammar(textMate: TextMate, scope: string): Promise<unknown> {
  const { file } = findContribution('grammars', ({ scopeName }) => scopeName === scope);
  return textMate.parseRawGrammar(await readFile(file, 'utf8'), file);
}

async function themeColours(): Promise<readonly unknown[]> {
  const name = vscode.workspace.getConfiguration('workbench').get<string>('colorTheme');
  const { file } = findContribution('themes', ({ id, label }) => (id ?? label) === name);
  return readTheme(file);
}

async function readTheme(file: string): Promise<readonly unknown[]> {
  const { include, tokenColors = [] } = JSON.parse(await readFile(file, 'utf8')) as ThemeFile;
  const included = include === undefined ? [] : await readTheme(join(dirname(file), include));
  return [...included, ...tokenColors];
}

function findContribution<Kind extends keyof Contributions>(
  kind: Kind,
  isWanted: (contribution: NonNullable<Contributions[Kind]>[number]) => boolean,
): { readonly found: NonNullable<Contributions[Kind]>[number]; readonly file: string } {
  for (const { packageJSON, extensionPath } of vscode.extensions.all) {
    const { contributes } = packageJSON as { readonly contributes?: Contributions };
    const found = contributes?.[kind]?.find(isWanted);
    if (found) return { found, file: join(extensionPath, found.path) };
  }
  return assert.fail(`No extension contributes such ${kind}.`);
}
