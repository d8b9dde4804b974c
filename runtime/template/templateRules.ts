/** How much a finding matters. */
export type TemplateSeverity = 'error' | 'warning' | 'information' | 'hint';

/** What a rule looks at: the template's text, its bytes on disk, or other files of the project. */
type TemplateRuleScope = 'text' | 'bytes' | 'project';

/** One rule of the language: how grave, and what it is about in a few words. */
export interface TemplateRule {
  readonly severity: TemplateSeverity;
  readonly summary: string;
  readonly scope: TemplateRuleScope;
  /** Whether it is checked on demand only. */
  readonly isOptional: boolean;
}

const plain = { scope: 'text', isOptional: false } as const;

function error(summary: string): TemplateRule {
  return { ...plain, severity: 'error', summary };
}

function warning(summary: string): TemplateRule {
  return { ...plain, severity: 'warning', summary };
}

function information(summary: string): TemplateRule {
  return { ...plain, severity: 'information', summary };
}

function hint(summary: string): TemplateRule {
  return { ...plain, severity: 'hint', summary };
}

/** A rule that needs more than the template. */
function across(rule: TemplateRule): TemplateRule {
  return { ...rule, scope: 'project' };
}

/** Other readers of ini files matter to few. */
function portability(summary: string): TemplateRule {
  return { ...information(summary), isOptional: true };
}

/**
 * Every code a template can be marked with. An error means that Ockle, Python 2 or Python 3 fails, or
 * that two of them read different values; a warning, that something is lost or misleading.
 */
export const templateRules = {
  bom: error('The file starts with a byte-order mark.'),
  'not-utf8': { ...error('The file is not UTF-8.'), scope: 'bytes' },
  'replacement-char': warning('A character was lost when the file was decoded.'),
  'nul-char': error('The file holds a NUL character.'),
  'lone-cr': error('A line ends in a carriage return alone.'),
  'unusual-line-terminator': warning('The file holds an invisible line separator.'),
  'non-ascii-whitespace': error('A character looks like a blank and is none.'),
  'empty-template': warning('The template declares nothing.'),
  'missing-section-header': error('There is text before the first section.'),
  'unclosed-section-header': error('A section header has no closing bracket.'),
  'empty-section-name': error('A section has no name.'),
  'section-name-whitespace': error('A section name starts or ends with blanks.'),
  'indented-section-header': error('A section header does not start in the first column.'),
  'section-trailing-text': warning('There is text after a section header.'),
  'section-extra-bracket': error('There is a second closing bracket after a section header.'),
  'duplicate-section': error('A section is repeated.'),
  'default-section': error('A section is called DEFAULT.'),
  'section-reserved-char': error('A section name holds a separator of the web form.'),
  'wrong-section-name': error('The section does not belong in this file.'),
  'empty-section': hint('A plugin section declares no variables.'),
  'missing-delimiter': error('A line has no equals sign.'),
  'empty-key': error('A variable has no name.'),
  'indented-key': error('A variable does not start in the first column.'),
  'indented-comment': error('A comment does not start in the first column.'),
  'rem-comment': error('A line starts with the word rem.'),
  'duplicate-key': error('A variable is declared twice.'),
  'duplicate-key-case': error('Two names differ only in upper and lower case.'),
  'reserved-key': error('A variable has a name that readers drop.'),
  'key-reserved-char': error('A variable name holds a separator of the web form.'),
  'key-nonportable': warning('A variable name holds unusual characters.'),
  'conf-reserved-key': error('A variable has the name of a field that the form adds itself.'),
  'colon-delimiter': warning('A colon stands in the place of the equals sign.'),
  'empty-value': error('A variable has no value.'),
  'multiline-value': information('A value goes on in further lines.'),
  'inline-comment': error('A comment follows a value on its line.'),
  'semicolon-cut': error('Python 2 cuts the value at a semicolon.'),
  'not-an-array': error('A value is no JSON array.'),
  'value-trailing-text': error('There is text after the array.'),
  'json-single-quotes': error('A text is in single quotes.'),
  'json-smart-quotes': error('A text is in typographic quotes.'),
  'json-python-literal': error('A Python literal stands where JSON has another.'),
  'json-unquoted-string': error('A text has no quotes.'),
  'json-trailing-comma': error('A comma precedes the closing bracket.'),
  'json-missing-comma': error('Two elements have no comma between them.'),
  'json-unclosed-string': error('A text has no closing quote.'),
  'json-unclosed-array': error('An array has no closing bracket.'),
  'json-invalid-escape': error('A backslash starts no known escape.'),
  'json-control-char': error('A text holds a raw control character.'),
  'json-invalid-number': error('A number is not written as JSON has it.'),
  'json-syntax': error('The array holds something unexpected.'),
  'nesting-too-deep': error('Brackets are nested too deeply.'),
  'percent-unescaped': error('A lone percent sign makes the section unreadable.'),
  'percent-bad-reference': error('A reference is not finished.'),
  'percent-undefined-reference': error('A reference names an unknown variable.'),
  'percent-recursive': error('References go round in a circle.'),
  'percent-reference': error('A reference to another variable is used.'),
  'missing-type': error('The array is empty.'),
  'type-not-string': error('The first element is no type name.'),
  'unknown-type': error('The type does not exist.'),
  'internal-type': warning('The type is reserved for the create forms.'),
  'missing-argument': error('The type needs more elements.'),
  'extra-argument': warning('There are more elements than the type takes.'),
  'argument-type': error('An element is of the wrong kind.'),
  'int-negative-default': warning('A whole number is below zero.'),
  'int-unsafe': warning('A whole number is too big for JavaScript.'),
  'intrange-format': error('A range is not written as "1-8".'),
  'intrange-reversed': error('A range ends before it starts.'),
  'intrange-default-outside': error('The default is outside its range.'),
  'intrange-too-large': warning('A range has more than a thousand numbers.'),
  'multichoice-undefined': error('Ockle has no choices for this variable.'),
  'multilist-url-unordered': warning('A link pattern is given for an unordered list.'),
  'multilist-url-placeholder': warning('A link pattern has no ~~name~~.'),
  'multilist-url-unsafe': error('A link pattern would run code.'),
  'default-percent': warning('A default holds a percent sign that cannot be saved.'),
  'default-control-char': warning('A default holds a control character.'),
  'default-edge-whitespace': warning('A default starts or ends with blanks.'),
  'string-default-bracket': warning('A default would be read as a list when saved.'),
  'portability-semicolon': portability('A semicolon in a text cuts the value in some readers.'),
  'portability-hash': portability('A hash sign in a text cuts the value in some readers.'),
  'portability-backslash': portability('A double backslash in a text is halved by some readers.'),
  'portability-non-ascii': portability('A default is not ASCII.'),
  'unknown-plugin-class': across(warning('No class has the name of the template.')),
  'template-file-case': across(
    error('The file name differs from the class in upper and lower case.'),
  ),
  'template-missing': across(warning('A plugin reads variables and has no template.')),
  'config-var-undeclared': across(error('A plugin reads a variable that its template lacks.')),
  'config-var-unused': across(hint('A variable is never read.')),
  'config-var-dynamic': across(hint('The name of a variable that is read is computed.')),
  'config-getter-type': across(error('A number is read from a variable that holds none.')),
  'config-getter-loose': across(warning('A number is read as a text.')),
  'duplicate-template-section': across(warning('Two templates have the same section.')),
  'plugin-section-in-main-template': across(
    information("The main template has a plugin's section."),
  ),
  'stray-template-file': across(warning('A file among the templates is none.')),
  'config-pluginlist-json': across(error('pluginList is no JSON list of names.')),
  'config-plugin-missing': across(warning('pluginList names a plugin that does not exist.')),
  'config-pluginlist-duplicate': across(information('pluginList names a plugin twice.')),
  'plugin-not-enabled': across(hint('pluginList does not name the plugin.')),
  'config-unknown-section': across(warning('No template declares the section.')),
  'config-unknown-key': across(warning('The template does not declare the variable.')),
  'config-value-type': across(error('A value does not fit its type.')),
  'config-template-literal': across(error('Template syntax stands in the place of a value.')),
  'config-missing-required': across(
    error('A value without which the daemon does not start is missing.'),
  ),
  'server-reference-missing': across(error('A server names something that does not exist.')),
  'server-dependency-cycle': across(error('Servers depend on each other in a circle.')),
  'server-legacy-key': across(warning('A name of an earlier release is used.')),
  'unused-suppression': hint('A comment ignores a code that is not found there.'),
  'unknown-suppression': hint('A comment ignores a code that does not exist.'),
  'too-many-problems': information('Further problems are not shown.'),
} as const satisfies Readonly<Record<string, TemplateRule>>;

/** The stable name of a rule. */
export type TemplateCode = keyof typeof templateRules;

/** Whether a text is the name of a rule. */
export function isTemplateCode(text: string): text is TemplateCode {
  return Object.hasOwn(templateRules, text);
}
