import type { IniDocument } from './iniDocument.ts';
import type { IniOption, IniResult } from './iniModel.ts';

/** Why a value cannot be interpolated. */
export interface InterpolationProblem {
  readonly code:
    | 'option-missing'
    | 'percent-unescaped'
    | 'percent-bad-reference'
    | 'percent-undefined-reference'
    | 'percent-recursive'
    | 'value-too-long';
  readonly message: string;
}

/** Python gives up at this depth too. */
const deepest = 10;
/** References multiply: ten short options could otherwise fill the memory. */
const longest = 1 << 20;
const mostSteps = 1 << 16;

/**
 * The value of an option as Python's `get` returns it: `%%` is a percent sign, `%(name)s` the value of
 * another option of the section.
 */
export function interpolate(
  document: IniDocument,
  section: string,
  name: string,
): IniResult<string, InterpolationProblem> {
  const option = document.option(section, name);
  if (!option) {
    return problem('option-missing', `Section [${section}] has no option "${name}".`);
  }
  if (!option.value.includes('%')) return { ok: true, value: option.value };
  return new Interpolation(document.options(section), `[${section}] ${option.name}`).run(option);
}

/** The raw text that `interpolate` turns into `value`. */
export function escapePercent(value: string): string {
  return value.replaceAll('%', '%%');
}

type Outcome = IniResult<string, InterpolationProblem>;

class Interpolation {
  readonly #options: ReadonlyMap<string, IniOption>;
  readonly #where: string;
  #steps = 0;

  constructor(options: ReadonlyMap<string, IniOption>, where: string) {
    this.#options = options;
    this.#where = where;
  }

  run(option: IniOption): Outcome {
    return this.#expand(option.value, 1);
  }

  #expand(raw: string, depth: number): Outcome {
    if (depth > deepest) {
      return problem('percent-recursive', `${this.#where}: references go round in a circle.`);
    }
    const parts: string[] = [];
    let length = 0;
    let at = 0;
    for (;;) {
      const percent = raw.indexOf('%', at);
      parts.push(raw.slice(at, percent === -1 ? raw.length : percent));
      if (percent === -1) return { ok: true, value: parts.join('') };
      const piece = this.#piece(raw, percent, depth);
      if (!piece.ok) return piece;
      parts.push(piece.value.text);
      length += piece.value.text.length;
      if (++this.#steps > mostSteps || length > longest) return this.#tooLong();
      at = piece.value.end;
    }
  }

  /** What the `%` at this offset stands for, and where the text goes on. */
  #piece(
    raw: string,
    percent: number,
    depth: number,
  ): IniResult<{ text: string; end: number }, InterpolationProblem> {
    const next = raw.charAt(percent + 1);
    if (next === '%') return { ok: true, value: { text: '%', end: percent + 2 } };
    if (next !== '(') {
      const message = `${this.#where}: "%" must be followed by "%" or "(". Write "%%" for a percent sign.`;
      return problem('percent-unescaped', message);
    }
    const close = raw.indexOf(')', percent + 2);
    if (close <= percent + 2 || raw.charAt(close + 1) !== 's') {
      return problem('percent-bad-reference', `${this.#where}: a reference is written %(name)s.`);
    }
    const text = this.#reference(raw.slice(percent + 2, close), depth);
    return text.ok ? { ok: true, value: { text: text.value, end: close + 2 } } : text;
  }

  #reference(name: string, depth: number): Outcome {
    const option = this.#options.get(name.toLowerCase());
    if (!option) {
      const message = `${this.#where}: there is no option "${name}" to refer to.`;
      return problem('percent-undefined-reference', message);
    }
    if (!option.value.includes('%')) return { ok: true, value: option.value };
    return this.#expand(option.value, depth + 1);
  }

  #tooLong(): Outcome {
    return problem('value-too-long', `${this.#where}: the references make the value too long.`);
  }
}

function problem(
  code: InterpolationProblem['code'],
  message: string,
): { readonly ok: false; readonly problem: InterpolationProblem } {
  return { ok: false, problem: { code, message } };
}
