import type { HostReportContract, RpcHandlers } from '../protocol/index.ts';
import type { PluginInstance, PluginListener } from './pluginInstance.ts';

type Notes = HostReportContract['notes'];

/** What the supervisor wants to know itself. */
export interface LifeReports {
  ready(ready: Notes['ready']): void;
  waitingForDebugger(): void;
  debugLine(line: Notes['debugLine']): void;
  runEnded(end: Notes['runEnded']): void;
}

/** Hands everything else that a host tells or asks on to the daemon. */
export function reportHandlers(
  instance: PluginInstance,
  listener: PluginListener,
  life: LifeReports,
): RpcHandlers<HostReportContract> {
  return {
    requests: {
      act: (request, { cause }) => listener.act(instance, request, cause),
      registerCommand: async (request, { cause }) => {
        await listener.registerCommand(instance, request, cause);
        return {};
      },
      callCommand: (request, { cause }) => listener.callCommand(instance, request, cause),
      readData: (request) => listener.readData(request),
      readDot: () => listener.readDot(),
      readEtcFile: (request) => listener.readEtcFile(request),
      readEtcFolder: (request) => listener.readEtcFolder(request),
      editEtc: (request, { cause }) => listener.editEtc(instance, request, cause),
      endDaemon: (request, { cause }) => listener.endDaemon(instance, request, cause),
    },
    notes: {
      ready: (ready) => life.ready(ready),
      imported: ({ file }) => listener.imported(instance, file),
      waitingForDebugger: () => life.waitingForDebugger(),
      debugLine: (line) => life.debugLine(line),
      configRead: (read) => listener.configRead(instance, read),
      parked: (parked) => listener.parked(instance, parked),
      runEnded: (end) => life.runEnded(end),
      warning: (warning) => listener.warning(instance, warning),
    },
  };
}
