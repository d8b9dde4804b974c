"""Opens a port for a debugger, if this Python has debugpy."""

import os
import sys

_HERE = "127.0.0.1"
# Seconds that debugpy's adapter has to say where it listens.
_PATIENCE = 15
# What adapters read from; one that is thrown away would end.
_held = []


def open_debug_port():
    """Answers where a debugger can attach, or why none can."""
    try:
        import debugpy
    except ImportError:
        return _unavailable()
    adapter = _Adapter(os.path.join(os.path.dirname(debugpy.__file__), "adapter"))
    _load_the_rest(debugpy)
    try:
        host, port = adapter.connect()
    except Exception:
        # Not a debugpy as we know it.
        adapter.dismiss()
        host, port = debugpy.listen((_HERE, 0))
    return {"kind": "python", "host": host, "port": port}


def wait_for_debugger():
    """Returns once a debugger is attached and has set its breakpoints."""
    import debugpy

    debugpy.wait_for_client()


class _Adapter:
    """
    The process between a debugger and this one, as debugpy.listen starts it; but it starts while
    we load the rest of debugpy, which takes as long.
    """

    def __init__(self, program):
        import socket
        import subprocess

        self._token = os.urandom(32).hex()
        self._server = None
        self._listener = socket.create_server((_HERE, 0))
        self._listener.settimeout(_PATIENCE)
        port = self._listener.getsockname()[1]
        life = os.path.join(os.path.dirname(os.path.abspath(__file__)), "adapter_life.py")
        command = [sys.executable, life, program, "--for-server", str(port), "--host", _HERE]
        command += ["--port", "0", "--server-access-token", self._token]
        # Without a window of its own, and away from the keys of ours.
        flags = 0x08000200 if sys.platform == "win32" else 0
        # Its input ends with this process, however that comes to its end, and not before.
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, creationflags=flags)
        _held.append(self._process.stdin)

    def connect(self):
        """Answers host and port for the debugger."""
        client = self._hear()
        from debugpy.server import api

        @api._starts_debugging
        def connect(address, settrace_kwargs):
            api._settrace(
                host=address[0],
                port=address[1],
                wait_for_ready_to_run=False,
                block_until_connected=True,
                access_token=self._token,
                **settrace_kwargs
            )

        connect(self._server)
        return client

    def dismiss(self):
        """It ends when the first process that connects leaves."""
        import socket

        if self._server is not None:
            try:
                socket.create_connection(self._server, _PATIENCE).close()
            except OSError:
                # It has ended already.
                pass

    def _hear(self):
        import json

        with self._listener:
            if os.name == "posix":
                # It lives on as a process of its own.
                if self._process.wait() != 0:
                    raise RuntimeError("debugpy's adapter did not start.")
            else:
                # As debugpy does: nobody is to be warned that it lives longer.
                import pydevd

                self._process.returncode = 0
                pydevd.add_dont_terminate_child_pid(self._process.pid)
            connection = self._listener.accept()[0]
        with connection:
            connection.settimeout(_PATIENCE)
            with connection.makefile("rb") as text:
                said = json.loads(text.read().decode("utf-8"))
        server, client = said["server"], said["client"]
        self._server = (str(server["host"]), int(server["port"]))
        return str(client["host"]), int(client["port"])


def _load_the_rest(debugpy):
    # A part of debugpy looks for parts elsewhere with it, which takes a quarter of the time, and
    # finds them without as well.
    sys.modules.setdefault("pkg_resources", None)
    try:
        # Programs that the plugin starts are not the author's code.
        debugpy.configure(subProcess=False)
    finally:
        if sys.modules.get("pkg_resources") is None:
            sys.modules.pop("pkg_resources", None)


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
