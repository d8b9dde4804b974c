"""Passes the time of one plugin: the daemon says how late it is, and is told when all wait."""

import heapq
import math
import threading
from _thread import allocate_lock, get_ident
from collections import deque

# Taken before a clock that is not the real one may replace it.
from time import time as real_time


class Waiter:
    """One wait of one thread; has the `release` that Condition expects of its waiters."""

    def __init__(self, time, runner):
        self._time = time
        self.runner = runner
        self.is_over = False
        self.was_released = False
        self.is_blocked = False

    def release(self):
        self._time.wake(self, True)


class Runner:
    """A thread of the plugin; it runs only while it has the turn of its process."""

    def __init__(self):
        self.gate = allocate_lock()
        self.gate.acquire()
        self.ident = None
        # Waits for this thread to end.
        self.joiners = []
        self.has_ended = False


class VirtualTime:
    """
    One thread of the plugin runs at a time; when it waits, the next one that was woken goes on.
    Once none is left the daemon is told, and moves the time or wakes one of them.
    """

    def __init__(self, turn, on_parked):
        self.began = turn["began"]
        self._on_parked = on_parked
        self._lock = allocate_lock()
        self._now = turn["now"]
        self._seq = turn["seq"]
        self._tasks = 0
        self._running = None
        self._ready = deque()
        self._waits = []
        self._order = 0
        self._blocked = set()
        self._runners = threading.local()
        # Real time of the moment from which real time counts again.
        self._over = None
        # Changes with each turn of a thread, for whoever watches.
        self.switches = 0

    @property
    def now(self):
        """Milliseconds since the epoch."""
        if self._over is None:
            return self._now
        return self._now + round((real_time() - self._over) * 1000)

    @property
    def is_over(self):
        """True once the plugin stops: real time counts from then on."""
        return self._over is not None

    @property
    def running(self):
        """The thread that has the turn, or None."""
        return self._running

    def runner(self):
        """The current thread as one of the plugin, or None when it is not or time is over."""
        return None if self.is_over else getattr(self._runners, "current", None)

    def take(self, turn):
        """It is so late now; every wait that is due ends, one after the other."""
        with self._lock:
            self._now = turn["now"]
            self._seq = turn["seq"]
            while self._waits and self._waits[0][0] <= self._now:
                self._wake(heapq.heappop(self._waits)[2], False)
            if self._running is None:
                self._pass_on()

    def begin_task(self):
        """The plugin is not parked before `end_task`."""
        with self._lock:
            self._tasks += 1

    def end_task(self):
        with self._lock:
            self._tasks -= 1
            if self._running is None:
                self._pass_on()

    def enroll(self):
        """A thread that is about to start gets its turn after those that are ready now."""
        runner = Runner()
        with self._lock:
            self._ready.append(runner)
            if self._running is None:
                self._pass_on()
        return runner

    def enter(self, runner):
        """The current thread is that one; returns when it has the turn."""
        runner.ident = get_ident()
        self._runners.current = runner
        if not self.is_over:
            runner.gate.acquire()

    def leave(self):
        """The current thread has ended, or is the plugin's no more."""
        runner = getattr(self._runners, "current", None)
        self._runners.current = None
        if runner is None:
            return
        with self._lock:
            runner.has_ended = True
            for joiner in runner.joiners:
                self._wake(joiner, True)
            if self._running is runner:
                self._pass_on()

    def wait(self, runner, waiter, seconds):
        """Gives the turn up until the waiter is released (True), or its time has come (False)."""
        with self._lock:
            if waiter.is_over or self.is_over:
                return waiter.was_released
            if seconds is not None:
                self._order += 1
                due = self._now + milliseconds(seconds)
                heapq.heappush(self._waits, (due, self._order, waiter))
            waiter.is_blocked = True
            self._blocked.add(waiter)
            # One that came back from outside has no turn, but may want to go on earlier than all.
            if self._running is runner or self._running is None:
                self._pass_on()
        runner.gate.acquire()
        return waiter.was_released

    def wait_for(self, runner, seconds):
        """Gives the turn up for so many seconds."""
        self.wait(runner, Waiter(self, runner), seconds)

    def wake(self, waiter, was_released):
        """Ends a wait; its thread goes on when it has the turn."""
        with self._lock:
            self._wake(waiter, was_released)
            if self._running is None:
                self._pass_on()

    def go_outside(self, runner, switches):
        """A thread waits for something that is no part of the time; the others go on without it."""
        with self._lock:
            if self._running is not runner or self.switches != switches:
                return False
            self._pass_on()
            return True

    def stop(self):
        """Ends all waits at once."""
        with self._lock:
            if self.is_over:
                return
            self._over = real_time()
            for waiter in list(self._blocked):
                self._wake(waiter, False)
            for runner in self._ready:
                runner.gate.release()
            self._ready.clear()

    def _wake(self, waiter, was_released):
        if waiter.is_over:
            return
        waiter.is_over = True
        waiter.was_released = was_released
        self._blocked.discard(waiter)
        if waiter.is_blocked:
            self._ready.append(waiter.runner)

    def _pass_on(self):
        self.switches += 1
        self._running = self._ready.popleft() if self._ready else None
        if self._running is not None:
            self._running.gate.release()
        elif self._tasks == 0 and not self.is_over:
            while self._waits and self._waits[0][2].is_over:
                heapq.heappop(self._waits)
            self._on_parked(self._waits[0][0] if self._waits else None, self._seq)


def milliseconds(seconds):
    """At least one: a loop around a wait of nothing would stop the time."""
    # Rounded first, because 1.1 s are a little more than 1100 ms in binary numbers.
    return max(1, math.ceil(round(seconds * 1000, 3)))
