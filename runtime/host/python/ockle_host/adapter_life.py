"""Runs debugpy's adapter: "adapter_life.py ADAPTER ARGUMENTS…"; it ends soon after the plugin's process."""

import os
import runpy
import sys
import time
from _thread import start_new_thread

# Seconds for an adapter that lost its plugin to tell the debugger so, and to end by itself. One
# that the plugin never reached would wait for ever.
_GOODBYE = 2


def _outlive_briefly():
    # The plugin's process holds the other end, and writes nothing.
    os.read(0, 1)
    time.sleep(_GOODBYE)
    os._exit(0)


def _watch():
    start_new_thread(_outlive_briefly, ())


if __name__ == "__main__":
    if hasattr(os, "fork"):
        # The adapter leaves its process group by becoming another process, without our threads.
        os.register_at_fork(after_in_child=_watch)
    else:
        _watch()
    # Ours is no place to import from.
    del sys.path[0]
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
