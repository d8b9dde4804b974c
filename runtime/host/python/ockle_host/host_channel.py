"""Messages as lines of JSON over the descriptor that the daemon opened for us."""

import json
import os
import threading
from collections import deque

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode
# Bytes that are read at once.
_CHUNK = 65536


class MessageTooLong(Exception):
    """One message has more bytes than both sides agreed on."""


class HostChannel:
    """Writing blocks: a plugin that floods the daemon waits for it instead of filling memory."""

    def __init__(self, descriptor, message_bytes, on_lost):
        self._message_bytes = message_bytes
        # Called when nothing can be sent any more; a thread that waits to read may never hear of it.
        self._on_lost = on_lost
        os.set_inheritable(descriptor, False)
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        # Read and written as a file: the module for sockets has to load more than all of ours.
        self._descriptor = descriptor
        # Whole lines, and what has arrived of the next one.
        self._lines = deque()
        self._part = bytearray()
        self._is_filling = False
        # A destructor or a signal handler of the plugin may print in the middle of a send.
        self._write_lock = threading.RLock()
        self._is_writing = False
        self._held_back = []

    def send(self, message):
        data = _encode(message).encode("utf-8", "backslashreplace")
        if len(data) > self._message_bytes:
            raise MessageTooLong(
                "A message has %d bytes; at most %d are allowed." % (len(data), self._message_bytes)
            )
        with self._write_lock:
            self._held_back.append(data + b"\n")
            if not self._is_writing:
                self._write()

    def _write(self):
        self._is_writing = True
        try:
            while self._held_back:
                rest = memoryview(self._held_back.pop(0))
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            self._on_lost()
            raise
        finally:
            self._is_writing = False

    @property
    def descriptor(self):
        return self._descriptor

    @property
    def has_more(self):
        """Whether another message has arrived whole."""
        return bool(self._lines)

    def receive(self):
        """Answers the next message, or None when the daemon is gone; for one thread at a time."""
        while not self._lines:
            if self._is_filling:
                raise RuntimeError("The daemon cannot be asked by what ends while it is heard.")
            self._is_filling = True
            try:
                if not self._fill():
                    return None
            finally:
                self._is_filling = False
        return _decode(self._lines.popleft().decode("utf-8"))[0]

    def _fill(self):
        """Adds at least a part of a line; False when the daemon is gone."""
        try:
            chunk = os.read(self._descriptor, _CHUNK)
        except OSError:
            return False
        end = chunk.find(b"\n")
        if chunk and not self._part and end == len(chunk) - 1 and end <= self._message_bytes:
            # One whole line, as answers mostly come.
            self._lines.append(chunk)
            return True
        first, *more = chunk.split(b"\n")
        self._part += first
        if not chunk or len(self._part) > self._message_bytes:
            return False
        if more:
            self._lines.append(bytes(self._part))
            self._part = bytearray(more.pop())
            self._lines.extend(more)
        return True
