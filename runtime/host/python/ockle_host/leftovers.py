"""What a plugin has open after it was stopped."""

import os
import sys
import threading

# More are not named.
_MOST_TOLD = 20


class Leftovers:
    def __init__(self, frames):
        self._frames = frames
        self._before = set(threading.enumerate())

    def list(self):
        """Threads that go on, with the line where they are, and programs that run."""
        left = [self._thread(thread) for thread in threading.enumerate() if self._is_its(thread)]
        left += [{"what": "a child process"} for _ in _children()]
        return left[:_MOST_TOLD]

    def _is_its(self, thread):
        return (
            thread not in self._before
            and thread is not threading.current_thread()
            and not thread.name.startswith("ockle: ")
            and not getattr(thread, "pydev_do_not_trace", False)
            and not getattr(thread, "is_pydev_daemon_thread", False)
        )

    def _thread(self, thread):
        frame = sys._current_frames().get(thread.ident)
        what = "the thread “%s”" % thread.name
        if frame is not None:
            what += " in %s()" % frame.f_code.co_name
        place = self._line_of(frame) or self._begin_of(thread)
        return {"what": what, "source": place} if place else {"what": what}

    def _line_of(self, frame):
        """The innermost line of the author."""
        while frame is not None:
            file = self._frames.workspace_file(frame.f_code.co_filename)
            if file is not None:
                return {"file": file, "line": frame.f_lineno}
            frame = frame.f_back
        return None

    def _begin_of(self, thread):
        """The function that a timer is to call, or that the thread runs."""
        function = getattr(thread, "function", None) or getattr(thread, "_target", None)
        code = getattr(getattr(function, "__func__", function), "__code__", None)
        file = code and self._frames.workspace_file(code.co_filename)
        return {"file": file, "line": code.co_firstlineno} if file else None


def _children():
    """Processes that were started here and run, where the system tells."""
    folder = "/proc/self/task"
    found = []
    try:
        for task in os.listdir(folder):
            with open("%s/%s/children" % (folder, task)) as file:
                found += file.read().split()
    except OSError:
        return []
    return [child for child in found if _runs(child)]


def _runs(child):
    """A process that has ended stays until somebody asks how."""
    try:
        with open("/proc/%s/stat" % child) as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
