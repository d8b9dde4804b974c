"""The one plugin of this process, from import to stop."""

import os
import sys
import threading

from ockle_host.author_imports import add_import_paths, import_plugin
from ockle_host.call_chain import CallChain, Chain
from ockle_host.communication_proxy import CommunicationProxy
from ockle_host.daemon_link import DaemonLink
from ockle_host.failure_report import FailureReport
from ockle_host.handler_turn import HandlerTurn
from ockle_host.import_watch import watch_imports
from ockle_host.leftovers import Leftovers
from ockle_host.main_daemon_proxy import MainDaemonProxy
from ockle_host.output_capture import OutputCapture
from ockle_host.plugin_class import find_class_line, find_plugin_class
from ockle_host.plugin_config import PluginConfig
from ockle_host.project_context import set_project
from ockle_host.rpc_peer import RpcError
from ockle_host.thread_sample import ThreadSampler
from ockle_host.workspace_frames import WorkspaceFrames


class HostedPlugin:
    def __init__(self, request, peer, replica, clock):
        self._request = request
        self._peer = peer
        self._clock = clock
        self._chain = CallChain()
        frames = WorkspaceFrames(request["project"])
        self._class_line = find_class_line(request["file"], request["plugin"])
        turn = HandlerTurn()
        self._link = DaemonLink(peer, self._chain, frames, self._class_line, turn)
        self._failures = FailureReport(request["plugin"], frames, self._class_line)
        self._communication = CommunicationProxy(self._link, self._chain, turn)
        self._output = OutputCapture(self._link.printed_line)
        self._frames = frames
        self._sampler = None
        self._replica = replica
        self._plugin = None
        self._leftovers = None

    def load(self, cause):
        """Imports the file and constructs the class; raises RpcError with a failure as data."""
        request = self._request
        set_project(request["project"], request["folders"]["etc"], request["projectConfig"])
        add_import_paths(request["project"], request["file"])
        watch_imports(
            self._frames.workspace_file, lambda file: self._peer.notify("imported", {"file": file})
        )
        self._leftovers = Leftovers(self._frames)
        self._output.begin()
        chain = Chain(cause, None)
        self._chain.set_root(chain)
        self._clock.replace_time_sleep()
        self._plugin = self._chain.run(chain, lambda: self._construct(self._import_class()))

    def start(self, cause):
        """Begins `run` on the plugin's own thread."""
        self._chain.set_root(Chain(cause, None))
        plugin = self._plugin
        run = plugin.run

        def reported_run():
            try:
                run()
            except SystemExit:
                # Ends a thread and nothing else, as everywhere in Python.
                pass
            # What `run` raises is left to threading.excepthook: for debuggers nobody caught it.
            self._peer.notify("runEnded", {})

        try:
            plugin.run = reported_run
            if plugin.name.startswith("Thread-") and plugin.name[7:8].isdecimal():
                plugin.name = self._request["plugin"]
            plugin.start()
            self._sampler = ThreadSampler(plugin, self._frames)
        except Exception as error:
            self.fail(error)

    def fail(self, error):
        """Reports what nobody caught and ends the process, unless it is about to end anyway."""
        self._peer.notify("runEnded", {"failure": self._failures.ran(error)})
        if self._clock.is_running:
            self._output.finish()
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(1)

    def is_own_thread(self, thread):
        """Whether it is the thread of `run`."""
        return thread is not None and thread is self._plugin

    def report_thread_exception(self, error, thread_name):
        """A thread that the plugin started ended by an error; the plugin itself goes on."""
        failure = self._failures.ran(error)
        message = "Thread “%s”: %s" % (thread_name, failure["message"])
        self._link.warning("plugin-thread-failed", message, failure["source"])

    def sample(self):
        """What the thread of `run` does, or None when it does not run."""
        return self._sampler and self._sampler.sample()

    def send(self, command, data):
        """Calls a command of anybody, for somebody at a debugger."""
        return self._link.call_command(command, data)

    def call(self, command, data, cause):
        return self._communication.run(command, data, cause)

    def stop(self, cause):
        """Calls the plugin's `stop` and waits for its `run`; answers what it has open after that."""
        plugin = self._plugin
        if plugin is None:
            return []
        chain = Chain(self._chain.current.cause if cause is None else cause, None)
        try:
            self._chain.run(chain, plugin.stop)
        except Exception as error:
            failure = self._failures.stopped(error)
            self._link.warning("plugin-stop-failed", failure["message"], failure["source"])
        if plugin.is_alive() and plugin is not threading.current_thread():
            plugin.join()
        left = self._leftovers.list()
        self._output.finish()
        return left

    def _import_class(self):
        from plugins.ModuleTemplate import ModuleTemplate

        request = self._request
        try:
            module = import_plugin(request["file"], request["project"])
        except Exception as error:
            self._stop_debugger(error)
            raise _failed(self._failures.imported(error))
        found, problem = find_plugin_class(
            module, request["plugin"], request["file"], ModuleTemplate
        )
        if problem is not None:
            raise _failed(self._failures.class_missing(problem))
        return found

    def _construct(self, plugin_class):
        main_daemon = MainDaemonProxy(
            self._replica,
            self._communication,
            self._request,
            self._clock,
            self._link,
            PluginConfig(self._request, self._link),
        )
        try:
            plugin = plugin_class(main_daemon)
            if getattr(plugin, "mainDaemon", None) is None:
                raise TypeError(
                    "its __init__ has to call ModuleTemplate.__init__(self, MainDaemon) first"
                )
            return plugin
        except Exception as error:
            self._stop_debugger(error)
            raise _failed(self._failures.constructed(error))

    def _stop_debugger(self, error):
        if "pydevd" in sys.modules and not self._request["isReload"]:
            from ockle_host.debug_stop import stop_where_raised

            stop_where_raised(error)


def _failed(failure):
    return RpcError(failure["code"], failure["message"], failure)
