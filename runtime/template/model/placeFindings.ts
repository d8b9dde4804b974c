import type { IniRange } from '../../ini/index.ts';
import type { Finding, TemplateDiagnostic, TemplateRange } from '../findings.ts';
import type { SeverityOptions, SeveritySetting } from '../severitySetting.ts';
import { severityOf } from '../severitySetting.ts';
import type { TemplateCode, TemplateSeverity } from '../templateRules.ts';
import type { CheckedBlocks } from './checkBlocks.ts';
import type { PlacedBlock } from './templateBlock.ts';

/** Diagnostics of a file, and how many more there are. */
export interface PlacedFindings {
  readonly shown: readonly TemplateDiagnostic[];
  readonly left: number;
}

/** The first findings of a file in order of place, with the lines and severities they have there. */
export function placeFindings(
  blocks: readonly PlacedBlock[],
  { findings, together }: CheckedBlocks,
  options: SeverityOptions,
  most: number,
): PlacedFindings {
  const shown: TemplateDiagnostic[] = [];
  const sharing = new Set(together);
  const severities = new Severities(options);
  let left = 0;
  for (const [index, { found, dropped }] of findings.entries()) {
    if (found.length === 0) continue;
    const lineOf = (home: number): number =>
      blocks[sharing.has(index) ? (together[home] ?? 0) : index]?.firstLine ?? 0;
    for (const finding of found) {
      const severity = severities.of(finding.code);
      if (severity === 'off') continue;
      if (shown.length >= most) left++;
      else shown.push(place(finding, severity, blocks[index]?.firstLine ?? 0, lineOf));
    }
    left += dropped;
  }
  return { shown, left };
}

function place(
  { code, message, range, related }: Finding,
  severity: TemplateSeverity,
  firstLine: number,
  lineOf: (home: number) => number,
): TemplateDiagnostic {
  const other = related && placeRange(related.range, lineOf(related.home));
  return {
    code,
    severity,
    message: typeof message === 'string' ? message : message(other?.start.line ?? 0),
    range: placeRange(range, firstLine),
    ...(other && { related: { range: other, message: 'It is declared first here.' } }),
  };
}

function placeRange(range: IniRange, firstLine: number): TemplateRange {
  const line = firstLine + range.line;
  const { character } = range;
  return {
    start: { line, character },
    end: { line, character: character + range.end - range.start },
  };
}

/** The severity of each code under some options, worked out once. */
class Severities {
  readonly #options: SeverityOptions;
  readonly #known = new Map<TemplateCode, SeveritySetting>();

  constructor(options: SeverityOptions) {
    this.#options = options;
  }

  of(code: TemplateCode): SeveritySetting {
    let severity = this.#known.get(code);
    if (severity === undefined) {
      severity = severityOf(code, this.#options);
      this.#known.set(code, severity);
    }
    return severity;
  }
}
