"""Messages as lines of JSON over the descriptor that the daemon opened for us."""

import json
import os
import socket
import threading

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode


class MessageTooLong(Exception):
    """One message has more bytes than both sides agreed on."""


class HostChannel:
    """Writing blocks: a plugin that floods the daemon waits for it instead of filling memory."""

    def __init__(self, descriptor, message_bytes):
        self._message_bytes = message_bytes
        os.set_inheritable(descriptor, False)
        self._socket = socket.socket(fileno=descriptor)
        self._socket.setblocking(True)
        self._lines = _reader_of(self._socket)
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
                self._socket.sendall(self._held_back.pop(0))
        finally:
            self._is_writing = False

    def receive(self):
        """Answers the next message, or None when the daemon is gone; for one thread at a time."""
        try:
            line = self._lines.readline(self._message_bytes + 2)
        except OSError:
            return None
        if not line.endswith(b"\n"):
            return None
        return _decode(line.decode("utf-8"))[0]


def _reader_of(channel):
    """Without the layer that a socket puts in between, where a system reads sockets as files."""
    if os.name == "posix":
        return open(channel.fileno(), "rb", closefd=False)
    return channel.makefile("rb")
