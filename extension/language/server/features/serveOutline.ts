import type {
  Connection,
  DocumentSymbol,
  FoldingRange as ProtocolFolding,
  Range,
  SelectionRange,
} from 'vscode-languageserver/node';
import { FoldingRangeKind, SymbolKind } from 'vscode-languageserver/node';
import type {
  FoldingRange,
  TemplateSpan,
  TemplateSymbol,
  WorkspaceSymbol,
} from '../../../../runtime/template/index.ts';
import type { TemplateAccess } from '../templateAccess.ts';

/** Editors ask again with every edit and take each answer apart in the thread that extensions share. */
const mostSymbols = 2_000;

/** As many as VS Code folds by default. */
const mostFolds = 5_000;

/** Answers what a template is made of: outline, folding, and selections that grow. */
export function serveOutline(connection: Connection, access: TemplateAccess): void {
  const { service } = access;
  connection.onDocumentSymbol(
    access.answer('outline', [], ({ model }) =>
      service.templateSymbols(model, mostSymbols).map(toSymbol),
    ),
  );
  connection.onFoldingRanges(
    access.answer('fold', [], ({ model }) =>
      service.foldingRanges(model).slice(0, mostFolds).map(toFolding),
    ),
  );
  connection.onSelectionRanges(
    access.answer('select in', [], ({ model }, { positions }) =>
      service.selectionRanges(model, positions).flatMap(toSelection),
    ),
  );
  connection.onWorkspaceSymbol(({ query }) =>
    access.templates().flatMap(({ uri, model }) =>
      service.workspaceSymbols(model, query).map(({ name, kind, container, range }) => ({
        name,
        kind: symbolKinds[kind],
        location: { uri, range: toRange(range) },
        ...(container !== undefined && { containerName: container }),
      })),
    ),
  );
}

const symbolKinds: Readonly<Record<TemplateSymbol['kind'] | WorkspaceSymbol['kind'], SymbolKind>> =
  {
    section: SymbolKind.Namespace,
    plugin: SymbolKind.Class,
    string: SymbolKind.String,
    number: SymbolKind.Number,
    boolean: SymbolKind.Boolean,
    array: SymbolKind.Array,
    enum: SymbolKind.Enum,
    variable: SymbolKind.Variable,
  };

function toSymbol({
  name,
  detail,
  kind,
  range,
  nameRange,
  children,
}: TemplateSymbol): DocumentSymbol {
  return {
    // An empty name is no symbol to the protocol.
    name: name.trim() === '' ? '(no name)' : name,
    detail,
    kind: symbolKinds[kind],
    range: toRange(range),
    selectionRange: toRange(nameRange),
    children: children.map(toSymbol),
  };
}

function toFolding({ kind, startLine, endLine }: FoldingRange): ProtocolFolding {
  if (kind === 'comment') return { startLine, endLine, kind: FoldingRangeKind.Comment };
  if (kind === 'region') return { startLine, endLine, kind: FoldingRangeKind.Region };
  return { startLine, endLine };
}

/** From the innermost span outwards to the chain of parents that the protocol wants. */
function toSelection(spans: readonly TemplateSpan[]): SelectionRange[] {
  const chain = spans.reduceRight<SelectionRange | undefined>(
    (parent, span) => ({ range: toRange(span), ...(parent && { parent }) }),
    undefined,
  );
  return chain ? [chain] : [];
}

function toRange({ start, end }: TemplateSpan): Range {
  return { start, end };
}
