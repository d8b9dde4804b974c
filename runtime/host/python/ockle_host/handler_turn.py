"""Lets the command handlers of a plugin run one at a time."""

import contextlib
import threading

# Seconds of real time after which a handler no longer waits for one that does not end.
_PATIENCE = 5


class HandlerTurn:
    """
    Handlers of the original had one thread for all of them, so plugins have no locks. A handler
    that waits for the daemon gives its turn up: the next one, or a call that comes back to the
    plugin because of it, runs meanwhile.
    """

    def __init__(self):
        self._lock = threading.Lock()
        self._holders = threading.local()

    @contextlib.contextmanager
    def taken(self):
        """For the time that a handler runs."""
        self._take()
        try:
            yield
        finally:
            self._leave()

    def given_up(self):
        """For the time that a thread waits; does nothing on threads that have no turn."""
        return _GivenUp(self)

    def _take(self):
        self._holders.has_turn = self._lock.acquire(timeout=_PATIENCE)

    def _leave(self):
        """A handler that lost its patience runs without a turn, beside the one that has it."""
        if not getattr(self._holders, "has_turn", False):
            return False
        self._holders.has_turn = False
        self._lock.release()
        return True


class _GivenUp:
    """Each call enters it, and a generator would be half of the call's price."""

    def __init__(self, turn):
        self._turn = turn

    def __enter__(self):
        self._had_turn = self._turn._leave()

    def __exit__(self, *error):
        if self._had_turn:
            self._turn._take()
