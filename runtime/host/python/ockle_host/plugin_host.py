"""Serves the daemon for the one plugin of this process."""

import os
import sys
import threading

# Straight from its module in C: the one around it has to load more than all of ours.
from _queue import SimpleQueue

from ockle_host.debug_command import offer_debug_command
from ockle_host.debug_port import open_debug_port, wait_for_debugger
from ockle_host.failure_report import text_of
from ockle_host.host_clock import HostClock
from ockle_host.hosted_plugin import HostedPlugin
from ockle_host.network_replica import NetworkReplica
from ockle_host.rpc_peer import Handlers, RpcError, RpcPeer

PROTOCOL = 2


class PluginHost:
    def __init__(self, channel, on_daemon_gone, pending_calls):
        self._replica = NetworkReplica()
        self._clock = HostClock(self._report_parked, self._report_outside)
        self._plugin = None
        # Where a debugger can attach, once that was asked for or expected.
        self._debug_port = None
        # What has to happen on the main thread; None ends it.
        self._main_jobs = SimpleQueue()
        handlers = Handlers(self._serve, self._take_note, on_daemon_gone, self._may_read)
        self._peer = RpcPeer(channel, handlers, pending_calls)
        self._on_main_thread = {
            "prepareDebug": self._prepare_debug,
            "load": self._load,
            "start": lambda params, cause: self._loaded() and {},
        }
        self._on_own_thread = {"call": self._call, "stop": self._stop}
        # The daemon must know that `run` has begun or `stop` is over before anything else happens.
        self._after_answer = {
            "load": lambda cause: self._clock.leave(),
            "start": self._start,
            "stop": lambda cause: self._main_jobs.put(None),
        }
        self._notes = {
            "networkPart": self._replica.take_part,
            "networkDelta": self._replica.take_delta,
            "clock": self._clock.set,
        }

    def say_ready(self):
        self._peer.start()
        self._peer.notify(
            "ready",
            {
                "protocol": PROTOCOL,
                "language": "python",
                "runtime": "python " + sys.version.split()[0],
                "pid": os.getpid(),
            },
        )

    def load_ahead(self, for_debugging):
        """The plugin comes later than it takes to load what most of them need."""
        __import__("plugins.ModuleTemplate")
        __import__("ockle_host.server_network_proxy")
        if for_debugging:
            self._debug_port = open_debug_port()

    def serve_main_thread(self):
        """Import and constructor run on the main thread, as they do without a host."""
        for job in iter(self._main_jobs.get, None):
            job()

    def report_thread_exception(self, args):
        """For threading.excepthook: shows the traceback as Python does, and reports the line."""
        if args.exc_type is SystemExit:
            return
        if self._plugin is not None and self._plugin.is_own_thread(args.thread):
            self._plugin.fail(args.exc_value)
            return
        import traceback

        traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)
        if self._plugin is not None and args.exc_value is not None:
            name = args.thread.name if args.thread else "?"
            self._plugin.report_thread_exception(args.exc_value, name)

    def _serve(self, number, method, params, cause):
        def answer(handler):
            try:
                self._peer.reply(number, handler(params, cause))
            except RpcError as error:
                self._peer.reply_error(number, error)
            except Exception as error:
                self._peer.reply_error(
                    number, RpcError("failed", text_of(error) or type(error).__name__)
                )
            after = self._after_answer.get(method)
            if after is not None:
                after(cause)

        if method == "start":
            self._clock.begin_task()
        elif method == "stop":
            # Before its thread starts, which would wait for a turn.
            self._clock.stop()
        if method in self._on_main_thread:
            self._main_jobs.put(lambda: answer(self._on_main_thread[method]))
        elif method in self._on_own_thread:
            handler = self._on_own_thread[method]
            threading.Thread(
                name="ockle: " + method, target=answer, args=(handler,), daemon=True
            ).start()
        elif method == "ping":
            sample = self._plugin and self._plugin.sample()
            self._peer.reply(number, {"thread": sample} if sample else {})
        else:
            text = "Nothing here answers to “%s”." % method
            self._peer.reply_error(number, RpcError("unknown-method", text))

    def _take_note(self, method, params):
        take = self._notes.get(method)
        if take is None:
            sys.stderr.write("Ockle plugin host: nothing here answers to “%s”.\n" % method)
        else:
            take(params)

    def _may_read(self):
        """A debugger or the clock can stop a thread of the plugin at any line."""
        return "pydevd" not in sys.modules and not self._clock.is_virtual

    def _prepare_debug(self, params, cause):
        offer_debug_command(lambda name, data: self._loaded().send(name, data))
        if self._debug_port is None:
            self._debug_port = open_debug_port()
        return self._debug_port

    def _load(self, request, cause):
        self._clock.set(request["clock"])
        if request["waitForDebugger"]:
            self._peer.notify("waitingForDebugger", {})
            wait_for_debugger()
        self._clock.enter()
        self._plugin = HostedPlugin(request, self._peer, self._replica, self._clock)
        self._plugin.load(cause)
        return {}

    def _start(self, cause):
        if self._plugin is not None:
            self._plugin.start(cause)
        self._clock.end_task()

    def _call(self, params, cause):
        return self._loaded().call(params["command"], params["data"], cause)

    def _stop(self, params, cause):
        return {"left": [] if self._plugin is None else self._plugin.stop(cause)}

    def _loaded(self):
        if self._plugin is None:
            raise RuntimeError("No plugin is loaded.")
        return self._plugin

    def _report_parked(self, until, seq):
        seen = self._replica.last_seq if seq is None else seq
        self._peer.notify("parked", {"until": until, "lastSeqSeen": seen})

    def _report_outside(self, function):
        message = (
            "It waits in %s, which takes real time that the clock knows nothing of: "
            "another run may go differently." % function
        )
        self._peer.notify("warning", {"code": "plugin-outside-time", "message": message})
