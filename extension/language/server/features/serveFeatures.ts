import type { Connection } from 'vscode-languageserver/node';
import type { TemplateAccess } from '../templateAccess.ts';
import { serveActions } from './serveActions.ts';
import { serveCompletion } from './serveCompletion.ts';
import { serveFormatting } from './serveFormatting.ts';
import { serveLenses } from './serveLenses.ts';
import { serveOutline } from './serveOutline.ts';
import { serveReading } from './serveReading.ts';

/** Answers the requests about templates that need nothing but their text and what is known of it. */
export function serveFeatures(connection: Connection, access: TemplateAccess): void {
  serveActions(connection, access);
  serveCompletion(connection, access);
  serveFormatting(connection, access);
  serveLenses(connection, access);
  serveOutline(connection, access);
  serveReading(connection, access);
}
