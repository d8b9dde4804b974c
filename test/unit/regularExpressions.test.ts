import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from 'scslre';

const root = join(import.meta.dirname, '../..');

/** A regular expression that lint does not see, and where it stands. */
interface Found {
  readonly place: string;
  readonly source: string;
}

function filesBelow(folder: string, end: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(end))
    .map((file) => join(folder, file));
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** The values of these keys, at any depth. */
function valuesOf(keys: readonly string[], value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'string' && keys.includes(key) ? [each] : valuesOf(keys, each),
  );
}

function inGrammars(): readonly Found[] {
  const keys = ['match', 'begin', 'end', 'while', 'wordPattern', 'beforeText', 'afterText'];
  return filesBelow('syntaxes', '.json').flatMap((place) =>
    valuesOf(keys, JSON.parse(read(place))).map((source) => ({ place, source })),
  );
}

function inManifest(): readonly Found[] {
  const place = 'package.json';
  const manifest: unknown = JSON.parse(read(place));
  const clauses = valuesOf(['when'], manifest).flatMap((clause) =>
    [...clause.matchAll(/=~ \/((?:\[(?:[^\]\\]|\\.)*\]|[^\\/[]|\\.)*)\//g)].map(
      (match) => match[1] ?? '',
    ),
  );
  return clauses.map((source) => ({ place, source }));
}

function inPython(): readonly Found[] {
  const call =
    /\bre\.(?:compile|match|search|fullmatch|sub|split|findall|finditer)\(\s*r?("""|"|')((?:[^\\]|\\[^])*?)\1/g;
  return filesBelow('runtime/host/python', '.py').flatMap((place) =>
    [...read(place).matchAll(call)].map((match) => ({ place, source: match[2] ?? '' })),
  );
}

/** As JavaScript writes what Oniguruma and Python write otherwise. */
function toJavaScript(source: string): string {
  return source
    .replaceAll('\\x{FEFF}', '\\uFEFF')
    .replaceAll('(?i:', '(?:')
    .replaceAll(/\\(["'])/g, '$1');
}

function complaintsOf({ place, source }: Found): readonly string[] {
  const { reports } = analyse({ source: toJavaScript(source), flags: 'm' });
  return reports
    .filter(({ type }) => type !== 'Move')
    .map(({ type, character }) => `${place}: /${source}/ (${type} by ${character.pick})`);
}

describe('Every regular expression that lint does not see', () => {
  const all = { grammars: inGrammars(), 'package.json': inManifest(), Python: inPython() };

  for (const [where, found] of Object.entries(all)) {
    it(`in ${where} goes through a text in linear time`, () => {
      assert.ok(found.length >= 4, `Only ${found.length} were found.`);
      assert.deepEqual(found.flatMap(complaintsOf), []);
    });
  }

  it('would be named if it were not linear', () => {
    const complaints = complaintsOf({ place: 'here', source: '^(?:[a-z]+ *)*=' });
    assert.equal(complaints.length > 0, true);
  });
});
