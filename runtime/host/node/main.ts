import type { HostContract, HostReportContract } from '../../protocol/index.ts';
import { RpcPeer } from '../../protocol/index.ts';
import { openHostChannel } from './hostChannel.ts';
import { takeHostLimits } from './hostLimits.ts';
import { OwnProcess } from './ownProcess.ts';
import { PluginHost } from './pluginHost.ts';

/** Ends this process and everything the plugin started: without the daemon nobody else would. */
function endWithDaemon(): never {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
}

// Only our own start as Node needed it; programs that the plugin starts must not inherit it.
delete process.env['ELECTRON_RUN_AS_NODE'];

const { messageBytes, callsPending } = takeHostLimits(process.argv);
const surroundings = new OwnProcess(import.meta.url);
const host = new PluginHost(
  (handlers) =>
    new RpcPeer<HostContract, HostReportContract>(
      openHostChannel(endWithDaemon, messageBytes),
      handlers,
      { onProblem: ({ message }) => surroundings.complain(message), limits: { callsPending } },
    ),
  surroundings,
);
process.on('uncaughtException', (thrown) => host.fail(thrown));
process.on('exit', (code) => host.exits(code));
void host.closed.then(endWithDaemon);
host.sayReady();
