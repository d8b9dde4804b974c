"""Waits on the daemon's clock; ends every wait when the plugin has to stop."""

import os
import sys
import threading
import time

from ockle_host.internal_thread import is_internal_thread

_DEBUGGER = os.sep + "debugpy" + os.sep
_STANDARD_LIBRARY = os.path.dirname(os.__file__) + os.sep


def _is_debugger(file):
    """It waits on the plugin's own threads while they stand at a breakpoint."""
    return _DEBUGGER in file


def _is_library(file):
    if _is_debugger(file):
        return True
    return file.startswith(_STANDARD_LIBRARY) and "site-packages" not in file


class HostClock:
    """`on_parked(until, seq)`: seq is the turn that is over, None in real time."""

    def __init__(self, on_parked, on_outside):
        self._on_parked = on_parked
        self._on_outside = on_outside
        self._changed = threading.Condition()
        self._is_running = True
        self._offset = 0
        # Present while the daemon moves the time.
        self._virtual = None

    @property
    def is_running(self):
        """False as soon as the plugin is asked to stop."""
        return self._is_running

    @property
    def is_virtual(self):
        """True while the daemon moves the time."""
        return self._virtual is not None

    def set(self, state):
        self._offset = state["offset"]
        turn = state.get("turn")
        if turn is None:
            return
        if self._virtual is None:
            self._virtual = self._begin(turn)
        else:
            self._virtual.take(turn)

    def stop(self):
        with self._changed:
            self._is_running = False
            self._changed.notify_all()
        if self._virtual is not None:
            self._virtual.stop()

    def enter(self):
        """The current thread is the plugin's; returns when it has the turn."""
        if self._virtual is not None:
            self._virtual.enter(self._virtual.enroll())

    def leave(self):
        """The current thread is the plugin's no more."""
        if self._virtual is not None:
            self._virtual.leave()

    def begin_task(self):
        """The plugin's turn lasts until `end_task` at least."""
        if self._virtual is not None:
            self._virtual.begin_task()

    def end_task(self):
        if self._virtual is not None:
            self._virtual.end_task()

    def sleep(self, seconds):
        """Returns after so many seconds, or at once when the plugin has to stop."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if not self._is_running:
            return
        runner = self._virtual and self._virtual.runner()
        if runner is not None:
            self._virtual.wait_for(runner, seconds)
            return
        end = time.monotonic() + seconds
        self._on_parked(round((time.time() + seconds) * 1000) + self._offset, None)
        with self._changed:
            while self._is_running:
                rest = end - time.monotonic()
                if rest <= 0:
                    return
                self._changed.wait(min(rest, threading.TIMEOUT_MAX))

    def replace_time_sleep(self):
        """Real time patches nothing else; our threads, the debugger and the library keep theirs."""
        if self._virtual is not None:
            # Follows already.
            return
        real_sleep = time.sleep

        def sleep(seconds):
            caller = sys._getframe(1).f_code.co_filename
            if is_internal_thread() or _is_library(caller):
                real_sleep(seconds)
            else:
                self.sleep(seconds)

        sleep.__doc__ = time.sleep.__doc__
        time.sleep = sleep

    def _begin(self, turn):
        from ockle_host.outside_watch import OutsideWatch
        from ockle_host.virtual_clocks import route_clocks
        from ockle_host.virtual_locks import route_locks
        from ockle_host.virtual_time import VirtualTime

        virtual = VirtualTime(turn, self._on_parked)
        route_clocks(virtual, self.sleep, _is_debugger, turn["seed"])
        route_locks(virtual)
        # A thread that stands at a breakpoint waits as well.
        if "pydevd" not in sys.modules:
            OutsideWatch(virtual, self._on_outside).begin()
        return virtual
