import type { Diagnostic } from 'vscode-languageserver/node';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type {
  TemplateCode,
  TemplateDiagnostic,
  TemplateSeverity,
} from '../../../../runtime/template/index.ts';

const severities: Readonly<Record<TemplateSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What nobody would miss, which editors show faded. */
const unnecessary: ReadonlySet<TemplateCode> = new Set(['config-var-unused', 'unused-suppression']);

/** Where a finding's words lead to. */
export interface DiagnosticLinks {
  /** The file's own address. */
  readonly uri: string;
  /** The address of another file of its project. */
  readonly uriOfFile: (path: string) => string;
  /** The address of a code's documentation. */
  readonly documentation: (code: TemplateCode) => string | undefined;
}

/** A finding in the words of the language server protocol. */
export function toDiagnostic(
  { code, severity, message, range, related }: TemplateDiagnostic,
  { uri, uriOfFile, documentation }: DiagnosticLinks,
): Diagnostic {
  const href = documentation(code);
  return {
    source: 'ockle',
    code,
    severity: severities[severity],
    message,
    range,
    ...(href !== undefined && { codeDescription: { href } }),
    ...(unnecessary.has(code) && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related && {
      relatedInformation: [
        {
          location: {
            uri: related.file === undefined ? uri : uriOfFile(related.file),
            range: related.range,
          },
          message: related.message,
        },
      ],
    }),
  };
}
