import type {
  ColorInformation,
  Connection,
  DocumentLink,
  Hover,
  InlayHint,
  SignatureHelp,
} from 'vscode-languageserver/node';
import { InlayHintKind, MarkupKind } from 'vscode-languageserver/node';
import type { FilePlace, TemplateSignatureHelp } from '../../../../runtime/template/index.ts';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';

/** Answers what stands at a place: hovers, signatures, the names of elements, and colours. */
export function serveReading(connection: Connection, access: TemplateAccess): void {
  const { service } = access;
  connection.onHover(
    access.answer('explain', null as Hover | null, (template, { position }) => {
      const { model, facts } = template;
      const found = service.hoverTemplate(model, position, facts, linksInto(template));
      if (!found) return null;
      return {
        range: found.range,
        contents: { kind: MarkupKind.Markdown, value: found.markdown },
      };
    }),
  );
  connection.onSignatureHelp(
    access.answer('explain', null as SignatureHelp | null, ({ model }, { position }) => {
      const found = service.signatureHelp(model, position);
      return found ? toSignatureHelp(found) : null;
    }),
  );
  connection.languages.inlayHint.on(
    access.answer('name the elements of', [] as InlayHint[], async ({ uri, model }, { range }) => {
      if (!(await access.settingsOf(uri)).hasInlayHints) return [];
      return service.inlayHints(model, range).map((hint) => ({
        ...hint,
        kind: InlayHintKind.Parameter,
        paddingRight: true,
      }));
    }),
  );
  serveColours(connection, access);
}

function serveColours(connection: Connection, access: TemplateAccess): void {
  const { service } = access;
  connection.onDocumentColor(
    access.answer('find colours in', [] as ColorInformation[], ({ model }) =>
      service
        .templateColours(model)
        .map(({ span, colour }) => ({ range: span, color: { ...colour, alpha: 1 } })),
    ),
  );
  connection.onColorPresentation(({ color, range }) =>
    service
      .colourPresentations(color)
      .map((label) => ({ label, textEdit: { range, newText: label } })),
  );
}

/** The address of a place in a file of the project, for a link in a hover. */
function linksInto({ uriOfFile }: KnownTemplate): ((place: FilePlace) => string) | undefined {
  return uriOfFile && (({ file, line }) => `${uriOfFile(file)}#L${line + 1}`);
}

function toSignatureHelp({
  signatures,
  activeSignature,
  activeParameter,
}: TemplateSignatureHelp): SignatureHelp {
  return {
    signatures: signatures.map(({ label, documentation, parameters }) => ({
      label,
      documentation: { kind: MarkupKind.Markdown, value: documentation },
      parameters: parameters.map((parameter) => ({
        label: [...parameter.label],
        documentation: { kind: MarkupKind.Markdown, value: parameter.documentation },
      })),
    })),
    activeSignature,
    // Behind the last parameter no one is active, which older editors know by a number too high.
    activeParameter: activeParameter ?? signatures[activeSignature]?.parameters.length ?? 0,
  };
}

/** Links to files that exist. */
export function serveLinks(
  connection: Connection,
  access: TemplateAccess,
  exists: (uri: string) => Promise<boolean>,
): void {
  connection.onDocumentLinks(
    access.answer('find links in', [] as DocumentLink[], async ({ model, uriOfFile }) => {
      if (!uriOfFile) return [];
      const links = access.service.documentLinks(model).map(({ span, path }) => ({
        range: span,
        target: uriOfFile(path),
      }));
      const found = await Promise.all(links.map(({ target }) => exists(target)));
      return links.filter((_, index) => found[index]);
    }),
  );
}
