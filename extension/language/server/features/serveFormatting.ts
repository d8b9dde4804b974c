import type { Connection, FormattingOptions, Range, TextEdit } from 'vscode-languageserver/node';
import type { FormatOptions } from '../../../../runtime/template/index.ts';
import { toTextEdit } from '../protocol/workspaceEdit.ts';
import type { TemplateSettings } from '../settings.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';

/** Answers the edits that format a template, or some of its lines. */
export function serveFormatting(connection: Connection, access: TemplateAccess): void {
  const { service } = access;
  const format = async (
    { uri, model }: KnownTemplate,
    given: FormattingOptions,
    range?: Range,
  ): Promise<TextEdit[]> => {
    const { format: wanted } = await access.settingsOf(uri);
    return service.formatTemplate(model, toFormatOptions(wanted, given), range).map(toTextEdit);
  };
  connection.onDocumentFormatting(
    access.answer('format', [] as TextEdit[], (template, { options }) => format(template, options)),
  );
  connection.onDocumentRangeFormatting(
    access.answer('format', [] as TextEdit[], (template, { options, range }) =>
      format(template, options, range),
    ),
  );
}

/** What the editor leaves open is as the stock templates have it. */
function toFormatOptions(
  { spaceAroundEquals, spaceAfterComma }: TemplateSettings['format'],
  { insertFinalNewline, trimFinalNewlines }: FormattingOptions,
): FormatOptions {
  return {
    spaceAroundEquals,
    spaceAfterComma,
    ...(insertFinalNewline !== undefined && { insertFinalNewline }),
    ...(trimFinalNewlines !== undefined && { trimFinalNewlines }),
  };
}
