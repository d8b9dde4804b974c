"""Offers the plugin's commands to the daemon and runs them when they are called."""

import threading

from common.CommunicationHandler import CommunicationHandler
from common.CommunicationMessage import MessageServerError
from ockle_host.call_chain import Chain
from ockle_host.daemon_link import ActionFailed


class CommunicationProxy(CommunicationHandler):
    def __init__(self, link, chain, turn):
        self._link = link
        self._chain = chain
        self._turn = turn
        self._lock = threading.Lock()
        self._commands = {}

    @property
    def commandDict(self):
        """The commands of this plugin; changing the dictionary changes nothing."""
        with self._lock:
            return {name: function for name, (function, _) in self._commands.items()}

    def AddCommandToList(self, command, function, help=None, keys=None):
        """Offers `command`; raises when another plugin owns it. The help is shown by listCommands,
        and editors ask for the keys of its request before they send it."""
        with self._lock:
            before = self._commands.get(command)
            self._commands[command] = (function, self._link.place)
        try:
            self._link.register_command(command, help or _doc_of(function), keys)
        except Exception:
            with self._lock:
                self._commands.pop(command)
                if before is not None:
                    self._commands[command] = before
            raise

    def listCommands(self, dataDict=None):
        """Names of all commands of the daemon with the help of each."""
        return self.sendCommand("listCommands")

    def sendCommand(self, command, data=None):
        """Calls a command of any plugin or of the daemon."""
        return self._link.call_command(command, data)

    def handleMessage(self, message):
        """Answers a client's message with the daemon's, for plugins that listen themselves."""
        try:
            return CommunicationHandler.handleMessage(self, message)
        except ActionFailed as error:
            if error.code != "command-unknown":
                raise
            return MessageServerError("Unknown Command")

    def hasCommand(self, command):
        """Only the daemon knows, and says so when the command is called."""
        return True

    def run(self, command, data, cause):
        """Runs the plugin's function because of journal entry `cause`."""
        with self._lock:
            registration = self._commands.get(command)
        if registration is None:
            raise KeyError("The plugin has no command “%s”." % command)
        function, place = registration
        with self._turn.taken():
            reply = self._chain.run(Chain(cause, place), lambda: function(data))
        if reply is None:
            return {}
        if not isinstance(reply, dict):
            raise TypeError("The function for “%s” has to return a dictionary." % command)
        return reply


def _doc_of(function):
    """As inspect.getdoc answers it, which is not loaded for a text of one line."""
    doc = getattr(function, "__doc__", None)
    if isinstance(doc, str) and "\n" not in doc:
        return doc.expandtabs().lstrip()
    import inspect

    return inspect.getdoc(function) or ""
