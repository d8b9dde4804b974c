import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { createTemplateService } from '../../../runtime/template/index.ts';
import type { Delay } from './delayedChecks.ts';
import { TemplateServer } from './templateServer.ts';

const delay: Delay = (run, milliseconds) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

new TemplateServer(createConnection(ProposedFeatures.all), createTemplateService(), delay).listen();
