import type { TextDocumentContentChangeEvent } from 'vscode-languageserver/node';
import type { TemplateModel } from '../../../runtime/template/index.ts';
import { readTemplate } from '../../../runtime/template/index.ts';
import { pathOf } from './uris.ts';

/** A text as the editor has it, saved or not. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** Its text as a template, whatever it is: only what was edited is read again. */
  readonly model: TemplateModel;
}

/** The language id of templates in VS Code; other editors may have only the path to go by. */
const templateLanguage = 'ockle-template';

const templatePath = /\/src\/config\/(?:[^/]+\/)?[^/]+\.ini$/i;

/** Whether a document is a template. */
export function isTemplateDocument({ uri, languageId }: OpenDocument): boolean {
  return languageId === templateLanguage || templatePath.test(uri);
}

/** How the protocol's messages make an `OpenDocument` and bring it up to date. */
export const openDocuments = {
  create(uri: string, languageId: string, version: number, content: string): OpenDocument {
    return { uri, languageId, version, model: readTemplate(content, pathOf(uri)) };
  },

  update(
    document: OpenDocument,
    changes: readonly TextDocumentContentChangeEvent[],
    version: number,
  ): OpenDocument {
    return { ...document, version, model: changes.reduce(afterChange, document.model) };
  },
};

function afterChange(model: TemplateModel, change: TextDocumentContentChangeEvent): TemplateModel {
  if (!('range' in change)) return readTemplate(change.text, model.file);
  return model.change({ ...change.range, text: change.text });
}
