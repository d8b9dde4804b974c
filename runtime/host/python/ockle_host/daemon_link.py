"""Asks and tells the daemon on behalf of the line of the plugin that is running."""

from ockle_host.rpc_peer import RpcError


class ActionFailed(Exception):
    """A power action was refused or failed; the message says which and why."""


class DaemonLink:
    def __init__(self, peer, chain, frames, class_line):
        self._peer = peer
        self._chain = chain
        self._frames = frames
        self._class_line = class_line

    @property
    def place(self):
        """The line of the plugin that is running, else the one that registered the callback."""
        return self._frames.capture() or self._chain.current.place or self._class_line

    def act(self, verb, target, args):
        params = {"verb": verb, "target": target, "args": args, "source": self.place}
        outcome = self._ask("act", params)
        if outcome["kind"] == "refused":
            raise ActionFailed("%s of %s was refused: %s" % (verb, target, outcome["reason"]))
        if outcome["kind"] == "failed":
            raise ActionFailed("%s of %s failed: %s" % (verb, target, outcome["message"]))

    def register_command(self, command, help_text):
        params = {"command": command, "help": help_text, "source": self.place}
        self._ask("registerCommand", params)

    def call_command(self, command, data):
        return self._ask("callCommand", {"command": command, "data": data, "source": self.place})

    def debug_line(self, text):
        self._peer.notify("debugLine", {"text": text, "stream": "debug", "source": self.place})

    def config_read(self, variable, value, origin):
        read = {"variable": variable, "value": value, "origin": origin, "source": self.place}
        self._peer.notify("configRead", read)

    def warning(self, code, message, source):
        warning = {"code": code, "message": message}
        if source is not None:
            warning["source"] = source
        self._peer.notify("warning", warning)

    def _ask(self, method, params):
        try:
            return self._peer.request(method, params, self._chain.current.cause)
        except RpcError as error:
            raise ActionFailed(error.message) from None
