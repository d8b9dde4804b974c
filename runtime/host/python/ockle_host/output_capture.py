"""Sends what the plugin prints to the daemon, line by line, with the line of code that printed it."""

import atexit
import io
import sys
import threading
from time import monotonic

# One more than the daemon shows, so that it marks the line as cut.
_MAX_LINE = 64 * 1024 + 1
# Seconds, and how many lines in that time get their line of code; a flood goes the old way.
_WINDOW = 0.05
_LINES = 500


class OutputCapture:
    """`send(text, stream)` gets each line; what goes past Python still goes the old way."""

    def __init__(self, send):
        pace = _Pace()
        self._streams = [
            _CapturedStream(sys.stdout, "stdout", send, pace),
            _CapturedStream(sys.stderr, "stderr", send, pace),
        ]

    def begin(self):
        sys.stdout, sys.stderr = self._streams
        atexit.register(self.finish)

    def finish(self):
        """Sends what has no line end yet."""
        for stream in self._streams:
            stream.finish()


class _Pace:
    def __init__(self):
        self._began = 0.0
        self._count = 0
        self._is_flood = False

    def is_flood(self, lines):
        """A flood ends with the first window that is none, so that its lines keep their order."""
        now = monotonic()
        if now - self._began > _WINDOW:
            was_just_now = now - self._began < 2 * _WINDOW
            self._is_flood = self._is_flood and was_just_now and self._count > _LINES
            self._began, self._count = now, 0
        self._count += lines
        if self._count > _LINES:
            self._is_flood = True
        return self._is_flood


class _CapturedStream(io.TextIOBase):
    def __init__(self, original, name, send, pace):
        self._original = original
        self._name = name
        self._send = send
        self._pace = pace
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
        if lines and self._pace.is_flood(len(lines)):
            self._original.write("\n".join(lines) + "\n")
        else:
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
