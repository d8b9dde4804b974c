"""Decides which thread reads the channel: one that waits for an answer, or else the host's own."""

import os
import threading

# What is created here waits in real time, whatever `threading` is told to follow later.
from _thread import allocate_lock, get_ident

from ockle_host.internal_thread import start_internal_thread

# Seconds of real time without a call after which the host's own thread reads again.
_QUIET = 0.002


class Wait:
    """A call that waits for its answer."""

    def __init__(self):
        # The message that answered, once there is one.
        self.answer = None
        # Present while its thread sleeps.
        self.woken = None

    def settle(self, answer):
        self.answer = answer
        if self.woken is not None:
            self.woken.set()

    def sleep(self):
        """Returns once somebody has settled it."""
        self.woken = threading.Event()
        # Settling writes and looks in the other order, so one of the two sees the other.
        if self.answer is None:
            self.woken.wait()


class ChannelReader:
    """
    Handing an answer from one thread to another costs more than all the rest of a call. So a thread
    that waits reads the channel itself, and does for everybody what arrives meanwhile. The host's
    own thread reads while nobody waits, and for threads that must not: `may_read()` is False
    where they can be stopped in the middle of it.
    """

    def __init__(self, channel, take, on_closed, may_read):
        self._channel = channel
        self._take = take
        self._on_closed = on_closed
        self._may_read = may_read
        # By number; whoever waits is here before it asks who reads.
        self.waits = {}
        # Held by the thread that reads.
        self._reading = allocate_lock()
        self._reader = None
        # Calls whose own thread read the answer.
        self._reads = 0
        # Held; released to end a rest of the host's own thread.
        self._rest = allocate_lock()
        self._rest.acquire()
        self._is_forked = False
        self._main_thread = threading.main_thread().ident

    def start(self):
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget_channel)
        start_internal_thread("ockle: connection", self._read_for_all)

    def wait_for(self, wait):
        """Returns once it has its answer."""
        if self._reader == get_ident():
            # Something that ended while a message was read, a destructor for instance, asks as well.
            self._read_until(wait)
        elif self._can_read() and self._reading.acquire(False):
            self._reads += 1
            self._reader = get_ident()
            try:
                self._read_until(wait)
            finally:
                self._reader = None
                self._reading.release()
                # Looked at after the release: who asked before that found the reading taken.
                if self.waits:
                    self._end_rest()
        if wait.answer is None:
            self._end_rest()
            wait.sleep()

    def _can_read(self):
        # Handlers of signals interrupt the main thread wherever it is.
        return get_ident() != self._main_thread and not self._is_forked and self._may_read()

    def _read_until(self, wait):
        try:
            while wait.answer is None:
                message = self._channel.receive()
                if message is None:
                    self._on_closed()
                    return
                self._take(message)
        except Exception:
            # As on the host's own thread: nothing may be left out of what the daemon says.
            self._on_closed()
            raise

    def _read_for_all(self):
        try:
            while self._read_while_needed():
                self._rest_until_quiet()
        finally:
            self._on_closed()

    def _read_while_needed(self):
        """Reads until an answer leaves nobody waiting; False when the daemon is gone."""
        with self._reading:
            self._reader = get_ident()
            try:
                while True:
                    message = self._channel.receive()
                    if message is None:
                        return False
                    self._take(message)
                    if "method" not in message and not self.waits and self._may_read():
                        return True
            finally:
                self._reader = None

    def _rest_until_quiet(self):
        """A thread that got its answer often asks again at once, and then can read by itself."""
        reads = None
        while not self.waits and reads != self._reads:
            reads = self._reads
            self._rest.acquire(timeout=_QUIET)

    def _end_rest(self):
        try:
            self._rest.release()
        except RuntimeError:
            # Somebody else did.
            pass

    def _forget_channel(self):
        """A copy of this process must not take the answers of the plugin."""
        self._is_forked = True
