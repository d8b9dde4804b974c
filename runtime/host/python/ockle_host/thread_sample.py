"""What the plugin's own thread does, for the daemon's signs of life."""

import os
import sys

# Taken before a clock that is not the real one may replace them.
from time import monotonic

try:
    from time import clock_gettime, pthread_getcpuclockid
except ImportError:
    clock_gettime = pthread_getcpuclockid = None

_HOST = os.path.dirname(os.path.abspath(__file__)) + os.sep


class ThreadSampler:
    def __init__(self, thread, frames):
        self._thread = thread
        self._frames = frames
        self._before = None

    def sample(self):
        """Answers nothing while the thread does not run."""
        frame = sys._current_frames().get(self._thread.ident) if self._thread.is_alive() else None
        if frame is None:
            return None
        sample = {"function": frame.f_code.co_name, "busy": self._busy(), "isResting": False}
        while frame is not None:
            file = frame.f_code.co_filename
            place = self._frames.workspace_file(file)
            if place is not None:
                sample["source"] = {"file": place, "line": frame.f_lineno}
                break
            if file.startswith(_HOST):
                sample["isResting"] = True
            frame = frame.f_back
        return sample

    def _busy(self):
        """Share of the time since the last sample in which the thread computed, or would have."""
        try:
            computed = self._computed()
        except (OSError, TypeError):
            # It has just ended.
            return 0
        now = monotonic()
        before, self._before = self._before, (now, computed)
        if before is None or now <= before[0]:
            return 0
        return min(1, (computed - before[1]) / (now - before[0]))

    def _computed(self):
        """Seconds in which the thread ran or waited for a processor; elsewhere those in which it ran."""
        schedule = "/proc/self/task/%d/schedstat" % self._thread.native_id
        if os.path.exists(schedule):
            with open(schedule) as file:
                ran, waited = file.read().split()[:2]
            return (int(ran) + int(waited)) / 1e9
        if pthread_getcpuclockid is None:
            return 0
        return clock_gettime(pthread_getcpuclockid(self._thread.ident))
