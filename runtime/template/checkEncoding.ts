import type { IniRange } from '../ini/index.ts';
import { parseIni } from '../ini/index.ts';
import { decodeUtf8 } from './decodeUtf8.ts';
import type { TemplateDiagnostic } from './findings.ts';
import { loneReturnMessage } from './rules/characterRules.ts';
import type { TemplateCode } from './templateRules.ts';
import { templateRules } from './templateRules.ts';

/** More would help nobody. */
const mostFindings = 1000;

/**
 * What only the bytes of a template tell: editors hide byte-order marks and carriage returns, and put
 * something in the place of what they cannot decode. In order of place.
 */
export function checkEncoding(bytes: Uint8Array): readonly TemplateDiagnostic[] {
  const utf16 = isUtf16(bytes);
  const { text, isValid } = decodeUtf8(bytes);
  if (utf16 || !isValid) {
    const end = text.search(/[\r\n]/);
    const range = { start: 0, end: end === -1 ? text.length : end, line: 0, character: 0 };
    return [finding('not-utf8', range, notUtf8Message(utf16))];
  }
  const [problem] = text.startsWith('\ufeff') ? parseIni('\ufeff').problems : [];
  const marks = problem?.code === 'bom' ? [finding('bom', problem.range, problem.message)] : [];
  return [...marks, ...loneReturns(text)];
}

function loneReturns(text: string): TemplateDiagnostic[] {
  const found: TemplateDiagnostic[] = [];
  let line = 0;
  let lineStart = 0;
  for (let at = 0; at < text.length && found.length < mostFindings; at++) {
    const unit = text.charAt(at);
    if (unit !== '\r' && unit !== '\n') continue;
    if (unit === '\r' && text.charAt(at + 1) === '\n') at++;
    else if (unit === '\r') {
      const range = { start: at, end: at + 1, line, character: at - lineStart };
      found.push(finding('lone-cr', range, loneReturnMessage));
    }
    line++;
    lineStart = at + 1;
  }
  return found;
}

function finding(code: TemplateCode, range: IniRange, message: string): TemplateDiagnostic {
  const { line, character, start, end } = range;
  return {
    code,
    severity: templateRules[code].severity,
    message,
    range: { start: { line, character }, end: { line, character: character + end - start } },
  };
}

/** By its byte-order mark. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = [bytes[0], bytes[1]];
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function notUtf8Message(isUtf16: boolean): string {
  const encoding = isUtf16 ? 'UTF-16, not UTF-8' : 'no UTF-8';
  return `The template is ${encoding}, so Python cannot read it. Reopen it in its encoding, then save it as UTF-8.`;
}
