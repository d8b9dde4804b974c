"""Sends what the plugin prints to the daemon, line by line, with the line of code that printed it."""

import io
import sys
import threading

# One more than the daemon shows, so that it marks the line as cut.
_MAX_LINE = 64 * 1024 + 1


class OutputCapture:
    """`send(text, stream)` gets each line; what goes past Python still goes the old way."""

    def __init__(self, send):
        self._streams = [
            _CapturedStream(sys.stdout, "stdout", send),
            _CapturedStream(sys.stderr, "stderr", send),
        ]

    def begin(self):
        sys.stdout, sys.stderr = self._streams

    def finish(self):
        """Sends what has no line end yet."""
        for stream in self._streams:
            stream.finish()


class _CapturedStream(io.TextIOBase):
    def __init__(self, original, name, send):
        self._original = original
        self._name = name
        self._send = send
        # Text without a line end yet by thread, so that lines of two threads do not mix.
        self._rests = {}

    encoding = "utf-8"
    errors = "backslashreplace"

    @property
    def buffer(self):
        return self._original.buffer

    @property
    def name(self):
        return self._original.name

    def fileno(self):
        return self._original.fileno()

    def isatty(self):
        return False

    def writable(self):
        return True

    def flush(self):
        self._original.flush()

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError("write() argument must be str, not %s" % type(text).__name__)
        thread = threading.get_ident()
        *lines, rest = (self._rests.pop(thread, "") + text).split("\n")
        if rest:
            self._rests[thread] = rest[:_MAX_LINE]
        for line in lines:
            self._emit(line)
        return len(text)

    def finish(self):
        rests, self._rests = self._rests, {}
        for rest in rests.values():
            self._emit(rest)

    def _emit(self, line):
        try:
            self._send(line.rstrip("\r")[:_MAX_LINE], self._name)
        except OSError:
            # The daemon is gone; printing is no place to fail for that.
            self._original.write(line + "\n")
