"""Follows why code of the plugin runs."""

import contextvars


class Chain:
    """
    `cause` is the number of the journal entry that led here; `place` where the running callback
    was registered, for calls that no line of the plugin shows.
    """

    __slots__ = ("cause", "place")

    def __init__(self, cause, place):
        self.cause = cause
        self.place = place


class CallChain:
    def __init__(self):
        self._current = contextvars.ContextVar("ockle_call_chain")
        self._root = Chain(None, None)

    @property
    def current(self):
        """Threads that the plugin started itself know nothing but the start of the plugin."""
        return self._current.get(self._root)

    def set_root(self, chain):
        self._root = chain

    def run(self, chain, body):
        token = self._current.set(chain)
        try:
            return body()
        finally:
            self._current.reset(token)
