"""Sees threads of the plugin that wait for something that is no part of virtual time."""

import sys

# Taken before a clock that is not the real one may replace them.
from time import sleep

from ockle_host.internal_thread import start_internal_thread

try:
    from time import clock_gettime, pthread_getcpuclockid
except ImportError:
    clock_gettime = pthread_getcpuclockid = None

# Seconds of real time.
_INTERVAL = 0.1
# Looks in a row that have to agree.
_LOOKS = 5
# Seconds of computing in one interval from which a thread counts as busy.
_BUSY = 0.01


class OutsideWatch:
    """`on_outside(function)` is told once for each function that threads wait in."""

    def __init__(self, time, on_outside):
        self._time = time
        self._on_outside = on_outside
        self._known = set()

    def begin(self):
        start_internal_thread("ockle: time", self._watch)

    def _watch(self):
        last, looks = None, 0
        while not self._time.is_over:
            sleep(_INTERVAL)
            look = self._look()
            is_same = look is not None and last is not None and look[:4] == last[:4]
            looks = looks + 1 if is_same and look[4] - last[4] < _BUSY else 0
            last = look
            if looks >= _LOOKS and self._time.go_outside(look[0], look[1]):
                self._note(look[5])

    def _look(self):
        """Who has the turn and where it stands."""
        switches, runner = self._time.switches, self._time.running
        frame = None if runner is None else sys._current_frames().get(runner.ident)
        if frame is None:
            return None
        computed = 0
        if pthread_getcpuclockid is not None:
            try:
                computed = clock_gettime(pthread_getcpuclockid(runner.ident))
            except (OSError, TypeError):
                return None
        return (runner, switches, frame, frame.f_lasti, computed, frame.f_code.co_name)

    def _note(self, function):
        if function not in self._known:
            self._known.add(function)
            self._on_outside(function)
