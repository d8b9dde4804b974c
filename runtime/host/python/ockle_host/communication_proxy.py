"""Offers the plugin's commands to the daemon and runs them when they are called."""

import inspect
import threading

from ockle_host.call_chain import Chain


class CommunicationProxy:
    def __init__(self, link, chain):
        self._link = link
        self._chain = chain
        self._lock = threading.Lock()
        self._commands = {}

    def AddCommandToList(self, command, function, help=None):
        """Offers `command`; raises when another plugin owns it. The help is shown by listCommands."""
        with self._lock:
            before = self._commands.get(command)
            self._commands[command] = (function, self._link.place)
        try:
            self._link.register_command(command, help or inspect.getdoc(function) or "")
        except Exception:
            with self._lock:
                self._commands.pop(command)
                if before is not None:
                    self._commands[command] = before
            raise

    def sendCommand(self, command, data=None):
        """Calls a command of any plugin or of the daemon."""
        return self._link.call_command(command, data)

    def run(self, command, data, cause):
        """Runs the plugin's function because of journal entry `cause`."""
        with self._lock:
            registration = self._commands.get(command)
        if registration is None:
            raise KeyError("The plugin has no command “%s”." % command)
        function, place = registration
        reply = self._chain.run(Chain(cause, place), lambda: function(data))
        if reply is None:
            return {}
        if not isinstance(reply, dict):
            raise TypeError("The function for “%s” has to return a dictionary." % command)
        return reply
