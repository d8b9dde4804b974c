"""Waits on the daemon's clock; ends every wait when the plugin has to stop."""

import os
import sys
import threading
import time

from ockle_host.internal_thread import is_internal_thread

_DEBUGGER = os.sep + "debugpy" + os.sep
_STANDARD_LIBRARY = os.path.dirname(os.__file__) + os.sep


def _is_library(file):
    """The debugger waits on the plugin's own threads while they stand at a breakpoint."""
    if _DEBUGGER in file:
        return True
    return file.startswith(_STANDARD_LIBRARY) and "site-packages" not in file


class HostClock:
    def __init__(self, on_parked):
        self._on_parked = on_parked
        self._changed = threading.Condition()
        self._is_running = True
        self._offset = 0

    @property
    def is_running(self):
        """False as soon as the plugin is asked to stop."""
        return self._is_running

    def set(self, state):
        self._offset = state["offset"]

    def stop(self):
        with self._changed:
            self._is_running = False
            self._changed.notify_all()

    def sleep(self, seconds):
        """Returns after so many seconds, or at once when the plugin has to stop."""
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if not self._is_running:
            return
        end = time.monotonic() + seconds
        self._on_parked(round((time.time() + seconds) * 1000) + self._offset)
        with self._changed:
            while self._is_running:
                rest = end - time.monotonic()
                if rest <= 0:
                    return
                self._changed.wait(min(rest, threading.TIMEOUT_MAX))

    def replace_time_sleep(self):
        """Real time patches nothing else; our threads, the debugger and the library keep theirs."""
        real_sleep = time.sleep

        def sleep(seconds):
            caller = sys._getframe(1).f_code.co_filename
            if is_internal_thread() or _is_library(caller):
                real_sleep(seconds)
            else:
                self.sleep(seconds)

        sleep.__doc__ = time.sleep.__doc__
        time.sleep = sleep
