"""Threads of the host itself, which a debugger must neither show nor stop."""

import threading


def start_internal_thread(name, target):
    thread = threading.Thread(name=name, target=target, daemon=True)
    thread.pydev_do_not_trace = True
    thread.is_pydev_daemon_thread = True
    thread.start()


def is_internal_thread():
    """True on threads of the host and of the debugger."""
    thread = threading.current_thread()
    return bool(
        getattr(thread, "pydev_do_not_trace", False)
        or getattr(thread, "is_pydev_daemon_thread", False)
    )
