import type { Python2Problem } from './python2Problem.ts';
import type { LogicalLine } from './scanPython.ts';
import type { Token } from './token.ts';

/** Modules that Python 3 has under another name; nobody else's have these. */
const modules: ReadonlyMap<string, string> = new Map([
  ['BaseHTTPServer', 'http.server'],
  ['ConfigParser', 'configparser'],
  ['HTMLParser', 'html.parser'],
  ['Queue', 'queue'],
  ['SimpleHTTPServer', 'http.server'],
  ['SocketServer', 'socketserver'],
  ['StringIO', 'io'],
  ['Tkinter', 'tkinter'],
  ['UserDict', 'collections.UserDict'],
  ['__builtin__', 'builtins'],
  ['cPickle', 'pickle'],
  ['cStringIO', 'io'],
  ['cookielib', 'http.cookiejar'],
  ['copy_reg', 'copyreg'],
  ['httplib', 'http.client'],
  ['urllib2', 'urllib.request'],
  ['urlparse', 'urllib.parse'],
  ['xmlrpclib', 'xmlrpc.client'],
]);

const methods: ReadonlyMap<string, string> = new Map([
  ['has_key', '“key in dictionary”'],
  ['iteritems', 'items'],
  ['iterkeys', 'keys'],
  ['itervalues', 'values'],
]);

const functions: ReadonlyMap<string, string> = new Map([
  ['basestring', 'str'],
  ['raw_input', 'input'],
  ['unicode', 'str'],
  ['xrange', 'range'],
]);

/** Who writes one of these has thought of both versions. */
const guard =
  /^(?:version_info|(?:is_?)?py(?:thon)?_?[23]\d?|six|future|builtins|hasattr|(?:Name|Attribute|Import)Error)$/i;

/** The first use of what only Python 2 has, in code that does not care for both. */
export function findPython2Library(lines: readonly LogicalLine[]): Python2Problem | undefined {
  const tokens = lines.flatMap((line) => line.tokens);
  if (tokens.some(({ kind, text }) => kind === 'word' && guard.test(text))) return undefined;
  const imported = lines.flatMap(importedModule)[0];
  const used = tokens.findIndex((_, index) => useAt(tokens, index) !== undefined);
  const use = useAt(tokens, used);
  if (!use) return imported;
  return imported && imported.line <= use.line ? imported : use;
}

/** At the top level only: an import below `try` or `if` may be one of two. */
function importedModule({ indent, tokens }: LogicalLine): readonly Python2Problem[] {
  const first = tokens[0]?.text ?? '';
  if (indent > 0 || (first !== 'import' && first !== 'from')) return [];
  return tokens.flatMap((at, index) => {
    const now = modules.get(at.text);
    const isModule = index === 1 || (first === 'import' && tokens[index - 1]?.text === ',');
    if (now === undefined || !isModule || tokens[index + 1]?.text === '.') return [];
    return [problemAt(at, `The module ${at.text}`, now)];
  });
}

function useAt(tokens: readonly Token[], index: number): Python2Problem | undefined {
  const at = tokens[index];
  if (at?.kind !== 'word' || tokens[index + 1]?.text !== '(') return undefined;
  const before = tokens[index - 1]?.text;
  const now = before === '.' ? methods.get(at.text) : functions.get(at.text);
  if (now === undefined || before === 'def' || isDefined(tokens, at.text)) return undefined;
  return problemAt(at, at.text, now);
}

function isDefined(tokens: readonly Token[], name: string): boolean {
  return tokens.some(({ text }, index) => {
    if (text !== name) return false;
    const before = tokens[index - 1]?.text;
    return before === 'def' || before === 'import' || before === 'as' || isAssigned(tokens, index);
  });
}

function isAssigned(tokens: readonly Token[], index: number): boolean {
  return tokens[index + 1]?.text === '=' && tokens[index + 2]?.text !== '=';
}

function problemAt({ line, column }: Token, what: string, now: string): Python2Problem {
  return { line, column, message: `${what} of Python 2 is ${now} in Python 3.` };
}
