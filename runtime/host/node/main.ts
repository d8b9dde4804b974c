import type { HostContract, HostReportContract } from '../../protocol/index.ts';
import { RpcPeer } from '../../protocol/index.ts';
import { AnswerChannel } from './answerChannel.ts';
import { openHostChannel } from './hostChannel.ts';
import { takeHostLimits, takeIsSpare } from './hostLimits.ts';
import { OwnProcess } from './ownProcess.ts';
import { PluginHost } from './pluginHost.ts';

/** Ends this process and everything the plugin started: without the daemon nobody else would. */
function endWithDaemon(): never {
  if (process.platform !== 'win32') process.kill(-process.pid, 'SIGKILL');
  process.exit(1);
}

// Only our own start as Node needed it; programs that the plugin starts must not inherit it.
delete process.env['ELECTRON_RUN_AS_NODE'];

const isSpare = takeIsSpare(process.argv);
const { messageBytes, callsPending } = takeHostLimits(process.argv);
const channel = new AnswerChannel(openHostChannel(endWithDaemon, messageBytes));
const surroundings = new OwnProcess(import.meta.url, channel);
const host = new PluginHost(
  (handlers) =>
    new RpcPeer<HostContract, HostReportContract>(channel, handlers, {
      onProblem: ({ message }) => surroundings.complain(message),
      limits: { callsPending },
    }),
  surroundings,
);
process.on('uncaughtException', (thrown) => host.fail(thrown));
process.on('unhandledRejection', (reason, promise) => host.fail(reason, promise));
process.on('exit', (code) => host.exits(code));
void host.closed.then(endWithDaemon);
host.sayReady();
if (isSpare) surroundings.getReady();
