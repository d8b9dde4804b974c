import { serverAppearance } from './serverText.ts';
import type { TreeServer } from './treeServer.ts';
import type { ProjectProblem } from '../../../runtime/project/index.ts';

/** What a server's tooltip tells beyond the server itself. */
export interface TooltipContext {
  /** Names of the servers directly under it. */
  readonly neededBy: readonly string[];
  readonly problems: readonly ProjectProblem[];
}

/** A server's tooltip as Markdown in which no name can become markup, a link or an image. */
export function serverTooltip(server: TreeServer, context: TooltipContext): string {
  const lines = [`**${escapeMarkdown(server.name)}** ${serverAppearance(server.status).text}`];
  lines.push(fact('Needs', server.dependencies), fact('Needed by', context.neededBy));
  if (server.status.kind === 'live') {
    const { startAttempts, shutdownAttempts } = server.status;
    lines.push(`Attempts: ${startAttempts} to start, ${shutdownAttempts} to stop`);
  }
  lines.push(...context.problems.map(({ message }) => escapeMarkdown(message)));
  if (server.status.kind === 'notRunning') lines.push('Press F5 in a plugin to run this project.');
  return lines.join('\n\n');
}

/** Escapes all of Markdown, and `:` and `@` too, which make links by themselves. */
export function escapeMarkdown(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

function fact(title: string, names: readonly string[]): string {
  const shown = names.slice(0, 12).map(escapeMarkdown);
  const rest = names.length - shown.length;
  if (rest > 0) shown.push(`${rest} more`);
  return `${title}: ${shown.length === 0 ? 'nothing' : shown.join(', ')}`;
}
