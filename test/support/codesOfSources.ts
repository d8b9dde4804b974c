import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const codeForm = /^[a-z][A-Za-z0-9]*(?:-[a-z0-9]+)*$/;

/** Code → the first place that has it, as file and line. */
type CodePlaces = Map<string, string>;

interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Finds every failure code below `root` where a code can stand, those of templates left out. */
export function codesOfSources(root: string): ReadonlyMap<string, string> {
  const codes: CodePlaces = new Map();
  const read = (pattern: string): readonly SourceText[] =>
    globSync(pattern, { cwd: root })
      .filter((file) => !file.startsWith('runtime/template/'))
      .sort()
      .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
  const sources = read('{runtime,extension}/**/*.ts').map(({ file, text }) =>
    ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
  );
  const parameters = codeParameters(sources);
  for (const source of sources) new CodeFinder(source, parameters, codes).visit(source);
  for (const source of read('runtime/host/python/**/*.py')) addPythonCodes(source, codes);
  return codes;
}

/** Where a code stands in Python: in an object, or as the first argument or result. */
const pythonCode =
  /(?:"code": |\["code"\] = |(?:RpcError|\.warning|\._failure)\(\s*|return \(?\s*)"([^"]+)"(?=[,}\s]|$)(?! (?:not )?in )/gm;

function addPythonCodes({ file, text }: SourceText, codes: CodePlaces): void {
  for (const { 1: code = '', index } of text.matchAll(pythonCode)) {
    const line = text.slice(0, index).split('\n').length;
    if (codeForm.test(code) && !codes.has(code)) codes.set(code, `${file}:${line}`);
  }
}

/** By function or class, at which place of its parameters it takes a `code`. */
type CodeParameters = ReadonlyMap<string, number>;

function codeParameters(sources: readonly ts.SourceFile[]): CodeParameters {
  const places = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const at = node.parameters.findIndex(({ name }) => nameOf(name) === 'code');
      const name = ts.isConstructorDeclaration(node) ? nameOf(node.parent.name) : nameOf(node.name);
      if (at >= 0 && name !== undefined) places.set(name, at);
    }
    ts.forEachChild(node, visit);
  };
  for (const source of sources) visit(source);
  return places;
}

/** Collects the codes of one source from the places that a code can stand at. */
class CodeFinder {
  readonly #source: ts.SourceFile;
  readonly #parameters: CodeParameters;
  readonly #codes: CodePlaces;

  constructor(source: ts.SourceFile, parameters: CodeParameters, codes: CodePlaces) {
    this.#source = source;
    this.#parameters = parameters;
    this.#codes = codes;
  }

  visit(node: ts.Node): void {
    for (const place of codesIn(node, this.#parameters)) this.#add(place);
    ts.forEachChild(node, (child) => this.visit(child));
  }

  #add(place: ts.Node | undefined): void {
    if (!place) return;
    for (const literal of literalsOf(place)) {
      const { text: code } = literal;
      if (!codeForm.test(code) || this.#codes.has(code)) continue;
      const { line } = this.#source.getLineAndCharacterOfPosition(literal.getStart(this.#source));
      this.#codes.set(code, `${this.#source.fileName}:${line + 1}`);
    }
  }
}

function codesIn(node: ts.Node, parameters: CodeParameters): readonly (ts.Node | undefined)[] {
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return codeArgument(node, parameters);
  if (ts.isFunctionDeclaration(node) && nameOf(node.name) === 'errorCode') return returned(node);
  return [ts.isObjectLiteralExpression(node) ? ruleName(node) : namedCode(node)];
}

/** What something called `code` is, or may be. */
function namedCode(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeAliasDeclaration(node)) return /Code$/.test(node.name.text) ? node.type : undefined;
  if (ts.isPropertySignature(node)) return nameOf(node.name) === 'code' ? node.type : undefined;
  const hasValue = ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node);
  return hasValue && nameOf(node.name) === 'code' ? node.initializer : undefined;
}

/** A problem's maker takes its severity, then its code; others say by their declaration where. */
function codeArgument(
  call: ts.CallExpression | ts.NewExpression,
  parameters: CodeParameters,
): readonly (ts.Node | undefined)[] {
  const given = call.arguments ?? [];
  const [first, second] = given;
  if (first && ts.isStringLiteral(first) && /^(?:error|warning|information)$/.test(first.text)) {
    return [second];
  }
  const { expression } = call;
  const called = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  const at = parameters.get(nameOf(called) ?? '');
  return at === undefined ? [] : [given[at]];
}

function returned(declaration: ts.FunctionDeclaration): readonly (ts.Node | undefined)[] {
  const returns = declaration.body?.statements.filter(ts.isReturnStatement) ?? [];
  return returns.map(({ expression }) => expression);
}

/** The gate's refusals have the name of the rule as their code. */
function ruleName({ properties }: ts.ObjectLiteralExpression): ts.Node | undefined {
  const isRuleOfGate = properties.some(
    (property) => ts.isMethodDeclaration(property) && nameOf(property.name) === 'check',
  );
  const name = properties.find(({ name }) => nameOf(name) === 'name');
  return isRuleOfGate && name && ts.isPropertyAssignment(name) ? name.initializer : undefined;
}

function literalsOf(node: ts.Node): readonly ts.StringLiteral[] {
  if (ts.isStringLiteral(node)) return [node];
  if (ts.isLiteralTypeNode(node)) return literalsOf(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literalsOf);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return literalsOf(node.expression);
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  }
  return [];
}

function nameOf(node: ts.Node | undefined): string | undefined {
  return node && (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) ? node.text : undefined;
}
