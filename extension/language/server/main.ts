#!/usr/bin/env node
import '../../../runtime/platform/requireNode.ts';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { templateService } from '../../../runtime/template/index.ts';
import type { Delay } from './delayedChecks.ts';
import { readShippedTemplates } from './readShippedTemplates.ts';
import { TemplateServer } from './templateServer.ts';

const delay: Delay = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

// A package manager starts programs through a link to them.
const folder = dirname(realpathSync(process.argv[1] ?? '.'));

new TemplateServer({
  connection: createConnection(ProposedFeatures.all),
  service: templateService,
  delay,
  folder,
  shipped: readShippedTemplates(join(folder, 'plugins')),
}).listen();
