"""Opens a port for a debugger, if this Python has debugpy."""

import sys


def open_debug_port():
    """Answers where a debugger can attach, or why none can."""
    try:
        import debugpy
    except ImportError:
        return _unavailable()
    # Programs that the plugin starts are not the author's code.
    debugpy.configure(subProcess=False)
    host, port = debugpy.listen(("127.0.0.1", 0))
    return {"kind": "python", "host": host, "port": port}


def wait_for_debugger():
    """Returns once a debugger is attached and has set its breakpoints."""
    import debugpy

    debugpy.wait_for_client()


def _unavailable():
    message = "Plugins run without debugging: %s has no debugpy. %s" % (sys.executable, _hint())
    return {
        "kind": "unavailable",
        "problem": {"code": "debugpy-missing", "severity": "warning", "message": message},
    }


def _hint():
    if sys.platform == "linux" and sys.executable.startswith("/usr/bin/"):
        return "Install the package python3-debugpy, or set “ockle.python.path” to a Python that has debugpy."
    return "Run “%s -m pip install debugpy”." % sys.executable
