"""Locks and waits of `threading` that pass virtual time on the plugin's threads."""

import threading
from _thread import allocate_lock
from collections import deque

from ockle_host.virtual_time import Waiter


def route_locks(time):
    """What is created from now on gives the turn up while it waits; docs/time.md lists it."""
    import queue

    _route_condition(time)
    _route_threads(time)

    class Lock(_VirtualLock):
        def __init__(self):
            super().__init__(time)

    class RLock(threading._PyRLock):
        def __init__(self):
            super().__init__()
            self._block = Lock()

    threading.Lock = Lock
    threading.RLock = RLock
    # The one written in C waits where nobody can see it.
    queue.SimpleQueue = queue._PySimpleQueue


class _VirtualLock:
    def __init__(self, time):
        self._time = time
        self._lock = allocate_lock()
        self._waiters = deque()

    def acquire(self, blocking=True, timeout=-1):
        if self._lock.acquire(False):
            return True
        if not blocking:
            return False
        runner = self._time.runner()
        if runner is None:
            return self._lock.acquire(True, timeout)
        return self._acquire_virtually(runner, timeout)

    def _acquire_virtually(self, runner, timeout):
        end = None if timeout < 0 else self._time.now + timeout * 1000
        while True:
            waiter = Waiter(self._time, runner)
            self._waiters.append(waiter)
            if self._lock.acquire(False):
                self._forget(waiter)
                return True
            rest = None if end is None else max(0, end - self._time.now) / 1000
            self._time.wait(runner, waiter, rest)
            self._forget(waiter)
            if self._lock.acquire(False):
                return True
            if self._time.is_over:
                return self._lock.acquire(True, timeout)
            if end is not None and self._time.now >= end:
                return False

    def release(self):
        self._lock.release()
        try:
            waiter = self._waiters.popleft()
        except IndexError:
            return
        waiter.release()

    def locked(self):
        return self._lock.locked()

    def _forget(self, waiter):
        try:
            self._waiters.remove(waiter)
        except ValueError:
            pass

    def _at_fork_reinit(self):
        self._lock = allocate_lock()
        self._waiters.clear()

    __enter__ = acquire

    def __exit__(self, *error):
        self.release()


def _route_condition(time):
    real_wait = threading.Condition.wait

    def wait(self, timeout=None):
        runner = time.runner()
        if runner is None:
            return real_wait(self, timeout)
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        if timeout is not None and timeout <= 0:
            return False
        waiter = Waiter(time, runner)
        self._waiters.append(waiter)
        saved = self._release_save()
        was_released = False
        try:
            was_released = time.wait(runner, waiter, timeout)
        finally:
            self._acquire_restore(saved)
            if not was_released:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass
        if not was_released and timeout is None:
            # The plugin stops; this was no wait for time.
            return real_wait(self, None)
        return was_released

    wait.__doc__ = real_wait.__doc__
    threading.Condition.wait = wait


def _route_threads(time):
    real_start = threading.Thread.start
    real_join = threading.Thread.join

    def start(self):
        if time.is_over or getattr(self, "is_pydev_daemon_thread", False):
            return real_start(self)
        run = self.run
        runner = self._ockle_runner = time.enroll()

        def run_at_turn():
            time.enter(runner)
            try:
                run()
            finally:
                time.leave()

        self.run = run_at_turn
        with _really(time):
            return real_start(self)

    def join(self, timeout=None):
        own = time.runner()
        runner = getattr(self, "_ockle_runner", None)
        if own is not None and runner is not None and runner is not own:
            waiter = Waiter(time, own)
            if not runner.has_ended:
                runner.joiners.append(waiter)
                if not time.wait(own, waiter, timeout) and timeout is not None:
                    return None
            timeout = None
        return real_join(self, timeout)

    start.__doc__ = real_start.__doc__
    join.__doc__ = real_join.__doc__
    threading.Thread.start = start
    threading.Thread.join = join


class _really:
    """The current thread keeps its turn while it waits: for another one to exist, which is soon."""

    def __init__(self, time):
        self._runners = time._runners

    def __enter__(self):
        self._runner = getattr(self._runners, "current", None)
        self._runners.current = None

    def __exit__(self, *error):
        self._runners.current = self._runner
