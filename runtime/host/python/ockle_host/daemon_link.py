"""Asks and tells the daemon on behalf of the line of the plugin that is running."""

from common.Exceptions import Error
from ockle_host.rpc_peer import RpcError


class ActionFailed(Error):
    """What was asked of the daemon was refused or failed; the message says what and why."""

    def __init__(self, code, message):
        Error.__init__(self, message)
        self.code = code


class DaemonLink:
    def __init__(self, peer, chain, frames, class_line, turn):
        self._peer = peer
        self._turn = turn
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
        _raise_unless_done(outcome, "%s of %s" % (verb, target) if target else verb)

    def register_command(self, command, help_text, keys=None):
        params = {"command": command, "help": help_text, "source": self.place}
        if keys is not None:
            params["keys"] = [str(key) for key in keys]
        self._ask("registerCommand", params)

    def call_command(self, command, data):
        return self._ask("callCommand", {"command": command, "data": data, "source": self.place})

    def ask(self, method, params):
        """For what only reads."""
        return self._ask(method, params)

    def edit_etc(self, edit):
        outcome = self._ask("editEtc", {"edit": edit, "source": self.place})
        _raise_unless_done(outcome, "Changing %s" % edit["path"])

    def end_daemon(self, verb):
        outcome = self._ask("endDaemon", {"verb": verb, "source": self.place})
        _raise_unless_done(outcome, "The %s of the daemon" % verb)

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

    def printed_line(self, text, stream):
        line = {"text": text, "stream": stream}
        source = self._frames.capture()
        if source is not None:
            line["source"] = source
        self._peer.notify("debugLine", line)

    def _ask(self, method, params):
        try:
            with self._turn.given_up():
                return self._peer.request(method, params, self._chain.current.cause)
        except RpcError as error:
            raise ActionFailed(error.code, error.message) from None


def _raise_unless_done(outcome, what):
    if outcome["kind"] == "refused":
        raise ActionFailed(outcome["rule"], "%s was refused: %s" % (what, outcome["reason"]))
    if outcome["kind"] == "failed":
        raise ActionFailed(outcome["code"], "%s failed: %s" % (what, outcome["message"]))
