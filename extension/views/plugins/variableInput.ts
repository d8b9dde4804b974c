import type { PluginVariable } from '../../../runtime/protocol/index.ts';
import { findValueType, readJsonArray } from '../../../runtime/template/index.ts';
import type { TextRemark } from '../../commands/quickInput.ts';

/** How a value is asked for. */
export type VariableInput =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | {
      readonly kind: 'text';
      /** What may be written, as a sentence. */
      readonly prompt: string;
      readonly isSecret: boolean;
      readonly remarkOn: (text: string) => TextRemark;
    };

/** A drop-down of more numbers is no help. */
const mostChoices = 20;

/** What to ask for a variable, by the type its template gives it. */
export function variableInput({ name, declaration, isSecret }: PluginVariable): VariableInput {
  const { type, range } = readDeclaration(declaration);
  if (type === 'bool') return { kind: 'choices', choices: ['true', 'false'] };
  if (type === 'intrange' && range && range.high - range.low < mostChoices) {
    const length = range.high - range.low + 1;
    const choices = Array.from({ length }, (_, index) => String(range.low + index));
    return { kind: 'choices', choices };
  }
  const rule = ruleOf(type, range);
  return {
    kind: 'text',
    prompt: `${name}: ${rule}`,
    isSecret: isSecret === true,
    remarkOn: (text) => {
      const problem = problemOf(text, type, range);
      if (problem !== undefined) return { isRefused: true, message: problem };
      return {
        isRefused: false,
        message: `${name} = ${isSecret === true ? '•••' : text} (${rule})`,
      };
    },
  };
}

interface Range {
  readonly low: number;
  readonly high: number;
}

interface Declaration {
  readonly type: string;
  readonly range?: Range | undefined;
}

function readDeclaration(declaration = ''): Declaration {
  if (!declaration.startsWith('[')) return { type: 'string' };
  const [type, , range] = readJsonArray(declaration).elements.map(({ value }) => value);
  const found = typeof type === 'string' ? findValueType(type) : undefined;
  if (!found) return { type: 'string' };
  return { type: found.name, range: typeof range === 'string' ? readRange(range) : undefined };
}

function readRange(text: string): Range | undefined {
  const [, low, high] = /^\s*(\d+)\s*-\s*(\d+)\s*$/.exec(text) ?? [];
  if (low === undefined || high === undefined || Number(low) > Number(high)) return undefined;
  return { low: Number(low), high: Number(high) };
}

function ruleOf(type: string, range: Range | undefined): string {
  if (type === 'int') return 'a whole number, 0 or more';
  if (type === 'intrange' && range) return `a whole number from ${range.low} to ${range.high}`;
  if (type === 'multilist') return 'a JSON list of names, such as ["First", "Second"]';
  return 'one line of text';
}

/** Why a text is no value, and what to write. */
function problemOf(text: string, type: string, range: Range | undefined): string | undefined {
  if (/[\r\n]/.test(text))
    return 'A value in an ini file is one line. Write it without line breaks.';
  if (text !== text.trim())
    return 'An ini file does not keep blanks at the ends of a value. Take them out.';
  if (type === 'int') return wholeNumberProblem(text);
  if (type === 'intrange') return wholeNumberProblem(text) ?? rangeProblem(Number(text), range);
  if (type === 'multilist') return listProblem(text);
  return undefined;
}

function wholeNumberProblem(text: string): string | undefined {
  if (text === '') return 'Write a whole number, such as 5.';
  if (!/^\d+$/.test(text))
    return `"${text}" is no whole number from 0 up. Write digits only, such as 5.`;
  if (!Number.isSafeInteger(Number(text)))
    return 'JavaScript cannot keep a number this big. Write a smaller one.';
  return undefined;
}

function rangeProblem(value: number, range: Range | undefined): string | undefined {
  if (!range || (value >= range.low && value <= range.high)) return undefined;
  return `${value} is outside the range. Write a number from ${range.low} to ${range.high}.`;
}

function listProblem(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return undefined;
  } catch {
    // Half-typed JSON is what this sentence is for.
  }
  return 'This is no list of names. Write it as ["First", "Second"], or [] for none.';
}
