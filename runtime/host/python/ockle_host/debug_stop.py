"""Has a debugger stand where an error was raised that the host caught, as if nobody had."""

import sys
import threading


def stop_where_raised(error):
    """Returns when the author goes on; at once when no debugger wants it. pydevd has to be loaded."""
    pydevd = sys.modules["pydevd"]
    debugger = pydevd.get_global_debugger()
    if debugger is None or not hasattr(debugger, "stop_on_unhandled_exception"):
        return
    thread = threading.current_thread()
    info = pydevd.set_additional_thread_info(thread)
    info.is_tracing += 1
    try:
        # The way for those who run other people's code, such as test runners.
        raised = (type(error), error, error.__traceback__)
        debugger.stop_on_unhandled_exception(debugger, thread, info, raised)
    finally:
        info.is_tracing -= 1
