import { claimErrors } from '../../../../runtime/daemon/claimErrors.ts';
import { Culprit, inlinePlugins, openInline } from './testPlugin.ts';

// Started by a test: a plugin inside this process fails where nobody can catch it; we go on.
const [command = ''] = process.argv.slice(2);
const plugins = inlinePlugins();
claimErrors((thrown) => plugins.claim(thrown));
const culprit = openInline(plugins, Culprit);
class Bystander extends Culprit {}
const bystander = openInline(plugins, Bystander);
await culprit.run();
await bystander.run();
await culprit.heard.until(() => culprit.heard.of('registerCommand').length === 4);
await culprit.instance.call(command, null, 3);
await culprit.heard.untilPhase('failed');
await culprit.heard.untilLine('stop');
const { phase } = culprit.instance;
const failure = phase.kind === 'failed' ? phase.failure : undefined;
process.stdout.write(
  JSON.stringify([failure?.code, failure?.message, bystander.instance.phase.kind]),
);
await bystander.instance.stop();
