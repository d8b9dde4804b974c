import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InitializeParams } from 'vscode-languageserver/node';
import type { EditorOptions } from './editorRequests.ts';

/** What the editor at the other end is and can do. */
export interface EditorSession {
  /** URIs of the folders it has open. */
  readonly folders: readonly string[];
  readonly readsFiles: boolean;
  /** Whether the commands behind lenses are there. */
  readonly hasCommands: boolean;
  readonly isTrusted: boolean;
  readonly canAskSettings: boolean;
  /** Whether it tells of changed settings only where it is asked to. */
  readonly canFollowSettings: boolean;
  readonly canWatchFiles: boolean;
  readonly canFollowFolders: boolean;
  /** Whether it can be asked later to tell of the code of plugins. */
  readonly canFollowSources: boolean;
  /** Whether edits may create and rename files. */
  readonly canChangeFiles: boolean;
  readonly canRefresh: { readonly lenses: boolean; readonly hints: boolean };
  readonly settings: unknown;
  /** The address of a code's documentation, with `{code}` in its place. */
  readonly documentation: string | undefined;
}

/** What holds before an editor has said anything. */
export const unknownEditor: EditorSession = {
  folders: [],
  readsFiles: false,
  hasCommands: false,
  isTrusted: false,
  canAskSettings: false,
  canFollowSettings: false,
  canWatchFiles: false,
  canFollowFolders: false,
  canFollowSources: false,
  canChangeFiles: false,
  canRefresh: { lenses: false, hints: false },
  settings: undefined,
  documentation: undefined,
};

/** Reads what an editor says when it begins. */
export function readSession(params: InitializeParams, serverFolder: string): EditorSession {
  const options = readOptions(params.initializationOptions);
  return {
    ...readAbilities(params.capabilities),
    folders: readFolders(params),
    readsFiles: options.readsFiles === true,
    hasCommands: options.isTrusted !== undefined,
    isTrusted: options.isTrusted === true,
    settings: options.settings,
    documentation: options.documentation ?? packedDocumentation(serverFolder),
  };
}

/** Older editors have one folder, under another name. */
function readFolders(params: InitializeParams): readonly string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  const { rootUri } = params as { readonly rootUri?: string | null };
  return typeof rootUri === 'string' ? [rootUri] : [];
}

function readAbilities({
  workspace = {},
  textDocument = {},
}: InitializeParams['capabilities']): Pick<EditorSession, `can${string}` & keyof EditorSession> {
  const operations: readonly string[] = workspace.workspaceEdit?.resourceOperations ?? [];
  return {
    canAskSettings: workspace.configuration === true,
    canFollowSettings: isDynamic(workspace.didChangeConfiguration),
    canWatchFiles: isDynamic(workspace.didChangeWatchedFiles),
    canChangeFiles: operations.includes('create') && operations.includes('rename'),
    canFollowFolders: workspace.workspaceFolders === true,
    canFollowSources: isDynamic(textDocument.synchronization) && isDynamic(textDocument.codeLens),
    canRefresh: {
      lenses: workspace.codeLens?.refreshSupport === true,
      hints: workspace.inlayHint?.refreshSupport === true,
    },
  };
}

/** Whether it can be asked for something later than at the beginning. */
function isDynamic(ability: { readonly dynamicRegistration?: boolean } | undefined): boolean {
  return ability?.dynamicRegistration === true;
}

function readOptions(given: unknown): EditorOptions {
  if (typeof given !== 'object' || given === null) return {};
  const { isTrusted, readsFiles, documentation, settings } = given as Record<string, unknown>;
  return {
    ...(typeof isTrusted === 'boolean' && { isTrusted }),
    ...(typeof readsFiles === 'boolean' && { readsFiles }),
    ...(typeof documentation === 'string' && { documentation }),
    settings,
  };
}

/** The page that lies beside the server in its package. */
function packedDocumentation(serverFolder: string): string | undefined {
  const page = join(serverFolder, '..', 'docs', 'template-language.md');
  return existsSync(page) ? `${pathToFileURL(page).href}#{code}` : undefined;
}
