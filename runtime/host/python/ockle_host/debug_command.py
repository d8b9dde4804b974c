"""Lets people call commands in the Debug Console: ockle.command("setServer", server="web1")."""

import builtins

# Waits in real time, whatever `threading` is told to follow later.
from _thread import allocate_lock

from ockle_host.internal_thread import start_internal_thread

# Seconds that a debug console waits for a reply; debugpy complains after three.
_PATIENCE = 2


class DebugCommand:
    """What a plugin under a debugger finds as `ockle`."""

    def __init__(self, send):
        self._send = send

    def command(self, name, data=None, **values):
        """Calls a command of any plugin or of the daemon, and returns its reply."""
        request = dict(data or {}, **values)
        call = _Call(lambda: self._send(name, request))
        if call.is_over():
            return call.result()
        call.report(name)
        return "%s is sent. Its reply is printed when it comes, which may need the plugin to go on." % name

    def __repr__(self):
        return 'ockle.command("name", key=value, …) calls a command of the daemon'


class _Call:
    """A call on a thread that a debugger leaves alone, while the one that asks stands still."""

    def __init__(self, send):
        self._send = send
        self._reply = None
        self._error = None
        self._is_over = False
        # Set once nobody waits any longer.
        self._late_name = None
        self._state = allocate_lock()
        # Held until there is an answer.
        self._waiting = allocate_lock()
        self._waiting.acquire()
        start_internal_thread("ockle: debug console", self._run)

    def is_over(self):
        return self._waiting.acquire(timeout=_PATIENCE)

    def result(self):
        if self._error is not None:
            # Where it was raised on the other thread tells nobody anything.
            raise self._error.with_traceback(None)
        return self._reply

    def report(self, name):
        """Prints the answer when it comes."""
        with self._state:
            self._late_name = name
            is_over = self._is_over
        if is_over:
            self._print()

    def _run(self):
        try:
            self._reply = self._send()
        except Exception as error:
            self._error = error
        with self._state:
            self._is_over = True
            is_late = self._late_name is not None
        self._waiting.release()
        if is_late:
            self._print()

    def _print(self):
        if self._error is not None:
            print("%s failed: %s" % (self._late_name, self._error))
        else:
            print("%s replied %r" % (self._late_name, self._reply))


def offer_debug_command(send):
    """Makes `ockle` known to code that is evaluated anywhere in this process."""
    if not hasattr(builtins, "ockle"):
        builtins.ockle = DebugCommand(send)
