import * as vscode from 'vscode';
import type { PluginFailure, PluginInfo } from '../../runtime/protocol/index.ts';
import { contributions } from '../contributions.ts';
import { connectDaemon } from '../daemon/connectDaemon.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { messageOf, type Failure } from '../support/failures.ts';
import { showFailure } from '../support/showFailure.ts';
import { acquireDaemon, daemonFor } from './acquireDaemon.ts';
import { ChildSessions, pythonAdapters, uncaughtExceptions } from './childSessions.ts';
import { OckleConfigurationResolver, pluginConfigurations } from './debugConfigurations.ts';
import { DebugRuns } from './debugRuns.ts';
import { indentationFix } from './indentationFix.ts';
import { InlineAdapter } from './inlineAdapter.ts';
import type { OckleLaunchArguments } from './launchConfiguration.ts';
import { OckleDebugSession } from './ockleDebugSession.ts';
import { PluginDiagnostics } from './pluginDiagnostics.ts';
import { PluginControl, type NamedPlugin } from './pluginControl.ts';
import { registerPluginKeys, startPlugin } from './pluginKeys.ts';

const { ockle, python } = contributions.debugTypes;

/** What debugging needs of the rest of the extension. */
export interface DebuggingDependencies {
  readonly daemons: Pick<Daemons, 'acquire' | 'expect' | 'join' | 'forProject'>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  readonly log: Pick<vscode.LogOutputChannel, 'error'>;
  /** Folder of the product's bundles. */
  readonly dist: string;
}

/** The registered debug type; `control` starts, stops and reloads single plugins. */
export interface RegisteredDebugging extends Releasable {
  readonly control: PluginControl;
}

/** Offers the debug type `ockle` and what belongs to it. */
export function registerDebugging(dependencies: DebuggingDependencies): RegisteredDebugging {
  const { dist, log, report, daemons } = dependencies;
  const store = new DisposableStore();
  const children = store.add(
    new ChildSessions(dist, (error) => log.error(`attach: ${messageOf(error)}`)),
  );
  const diagnostics = store.add(new PluginDiagnostics());
  const runs = new DebugRuns();
  const adapters: vscode.DebugAdapterDescriptorFactory = {
    createDebugAdapterDescriptor: (session) => {
      const created = createSession(session, dependencies, children, diagnostics);
      runs.add(created);
      const adapter = new InlineAdapter(created, () => runs.remove(created));
      return new vscode.DebugAdapterInlineImplementation(adapter);
    },
  };
  const { registerDebugAdapterDescriptorFactory, registerDebugConfigurationProvider } =
    vscode.debug;
  const dynamic = vscode.DebugConfigurationProviderTriggerKind.Dynamic;
  const expect = (launch: OckleLaunchArguments): void =>
    daemons.expect(launch.project, daemonFor(launch));
  const resolver = new OckleConfigurationResolver(dependencies.report, expect);
  const selector: vscode.DocumentSelector = { language: 'python', scheme: 'file' };
  const fixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  store.add(registerPluginKeys(report));
  store.add(registerDebugAdapterDescriptorFactory(ockle, adapters));
  store.add(registerDebugAdapterDescriptorFactory(python, pythonAdapters));
  store.add(vscode.debug.registerDebugAdapterTrackerFactory('pwa-node', uncaughtExceptions));
  store.add(registerDebugConfigurationProvider(ockle, resolver));
  store.add(registerDebugConfigurationProvider(ockle, pluginConfigurations, dynamic));
  store.add(vscode.languages.registerCodeActionsProvider(selector, indentationFix, fixes));
  const launch = ({ project, plugin }: NamedPlugin): Thenable<unknown> =>
    startPlugin(project, plugin, false);
  const control = new PluginControl({ daemons, runs, launch, report });
  return { control, dispose: () => store.dispose() };
}

function createSession(
  session: vscode.DebugSession,
  { daemons, report, log }: DebuggingDependencies,
  children: ChildSessions,
  diagnostics: PluginDiagnostics,
): OckleDebugSession {
  const logError = (error: unknown): void => log.error(messageOf(error));
  return new OckleDebugSession({
    acquire: (launch, tell) => acquireDaemon(daemons, launch, tell),
    join: (project) => daemons.join(project, () => connectDaemon(project, logError)),
    attach: (plugin, target) => children.attach(session, plugin, target),
    attachGrace: 5_000,
    detach: (of) => children.detach(session, of),
    showsPrints: (plugin) => children.showsPrints(session, plugin),
    report,
    showReload: (plugin, reload) => diagnostics.showReload(plugin, reload),
    showProblem: (problem) => diagnostics.showProblem(problem),
    showFailure: (plugin, failure, hasRun) => {
      log.error(failureText(plugin, failure));
      diagnostics.showFailure(failure, plugin.source);
      if (!hasRun) showFailure({ source: plugin.source, ...failure });
    },
  });
}

function failureText({ className }: PluginInfo, { code, message, stack }: PluginFailure): string {
  return `${className}: ${code}: ${message}${stack === undefined ? '' : `\n${stack}`}`;
}
