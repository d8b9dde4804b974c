"""Decides which thread reads the channel: one that waits for an answer, or else the host's own."""

import os
import select
import threading

# What is created here waits in real time, whatever `threading` is told to follow later.
from _thread import allocate_lock, get_ident

from ockle_host.internal_thread import start_internal_thread


class Wait:
    """A call that waits for its answer."""

    def __init__(self):
        # The message that answered, once there is one.
        self.answer = None
        # Present while its thread sleeps.
        self._woken = None

    def settle(self, answer):
        self.answer = answer
        if self._woken is not None:
            self._woken.set()

    def sleep(self):
        """Returns once somebody has settled it."""
        self._woken = threading.Event()
        # Settling writes and looks in the other order, so one of the two sees the other.
        if self.answer is None:
            self._woken.wait()


class ChannelReader:
    """
    Handing an answer from one thread to another costs more than all the rest of a call. So a thread
    that waits reads the channel itself, and does for everybody what arrives meanwhile. The host's
    own thread reads while nobody does, and so for threads that must not: `may_read()` is False
    where they can be stopped in the middle of it.
    """

    def __init__(self, channel, take, on_closed, may_read):
        self._channel = channel
        self._take = take
        self._on_closed = on_closed
        self._may_read = may_read
        # Held by the thread that reads.
        self._reading = allocate_lock()
        self._reader = None
        # Wakes the host's own thread when something arrives and no other thread waits for it.
        self._arrival = select.epoll() if hasattr(select, "epoll") else None
        self._main_thread = threading.main_thread().ident
        self._is_forked = False

    def start(self):
        if self._arrival is not None:
            self._arrival.register(self._channel.descriptor, select.EPOLLIN)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget_channel)
        start_internal_thread("ockle: connection", self._read_for_all)

    def ask(self, message, wait):
        """Sends a call and returns once it has its answer."""
        if self._can_read() and self._reading.acquire(False):
            self._ask_and_read(message, wait)
        else:
            self._channel.send(message)
            if self._reader == get_ident():
                # What ended while a message was taken, a destructor for instance, asks as well.
                self._read_until(wait)
        if wait.answer is None:
            wait.sleep()

    def _can_read(self):
        return (
            self._arrival is not None
            # Handlers of signals interrupt the main thread wherever it is.
            and get_ident() != self._main_thread
            and not self._is_forked
            and self._may_read()
        )

    def _ask_and_read(self, message, wait):
        try:
            self._reader = get_ident()
            self._arrival.modify(self._channel.descriptor, 0)
            self._channel.send(message)
            self._read_until(wait)
        finally:
            self._reader = None
            self._arrival.modify(self._channel.descriptor, select.EPOLLIN)
            self._reading.release()

    def _read_until(self, wait):
        """What has arrived together with the answer is taken as well: nothing tells of it again."""
        try:
            while wait.answer is None or self._channel.has_more:
                message = self._channel.receive()
                if message is None:
                    self._on_closed()
                    return
                self._take(message)
        except Exception:
            # As on the host's own thread: nothing that the daemon says may be left out.
            self._on_closed()
            raise

    def _read_for_all(self):
        try:
            while self._read_what_arrives():
                pass
        finally:
            self._on_closed()

    def _read_what_arrives(self):
        """False when the daemon is gone."""
        if self._arrival is not None:
            self._arrival.poll()
        with self._reading:
            if self._arrival is not None and not self._arrival.poll(0):
                # The thread that held it until now has read that.
                return True
            self._reader = get_ident()
            try:
                return self._take_next()
            finally:
                self._reader = None

    def _take_next(self):
        while True:
            message = self._channel.receive()
            if message is None:
                return False
            self._take(message)
            if not self._channel.has_more:
                return True

    def _forget_channel(self):
        """A copy of this process must not take the answers of the plugin."""
        self._is_forked = True
