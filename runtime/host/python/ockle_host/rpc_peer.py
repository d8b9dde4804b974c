"""Calls the daemon and serves it; the twin of runtime/protocol/rpcPeer.ts."""

import itertools

from ockle_host.channel_reader import ChannelReader, Wait
from ockle_host.host_channel import MessageTooLong


class RpcError(Exception):
    """A failed call with a stable code."""

    def __init__(self, code, message, data=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


class Handlers:
    """
    `serve(number, method, params, cause)` and `take_note(method, params)` must return at once;
    `may_read()` says whether threads of the plugin may do that work while they wait.
    """

    def __init__(self, serve, take_note, on_closed, may_read):
        self.serve = serve
        self.take_note = take_note
        self.on_closed = on_closed
        self.may_read = may_read


class RpcPeer:
    def __init__(self, channel, handlers, pending_calls):
        self._channel = channel
        self._handlers = handlers
        # Calls that may wait for their answer at the same time.
        self._pending_calls = pending_calls
        self._reader = ChannelReader(channel, self._take, handlers.on_closed, handlers.may_read)
        # By number of the call; each operation on it is one step of the interpreter.
        self._waits = {}
        self._numbers = itertools.count(1)

    def start(self):
        self._reader.start()

    def notify(self, method, params):
        self._channel.send({"method": method, "params": params})

    def request(self, method, params, cause):
        """Asks the daemon and waits for the answer; raises RpcError."""
        waits = self._waits
        if len(waits) >= self._pending_calls:
            raise RpcError(
                "too-many-calls",
                "More than %d calls wait for answers. Wait for answers before calling again."
                % self._pending_calls,
            )
        number = next(self._numbers)
        wait = waits[number] = Wait()
        message = {"id": number, "method": method, "params": params}
        if cause is not None:
            message["cause"] = cause
        try:
            self._reader.ask(message, wait)
        finally:
            waits.pop(number, None)
        answer = wait.answer
        error = answer.get("error")
        if error is not None:
            raise RpcError(error["code"], error["message"], error.get("data"))
        return answer.get("result")

    def reply(self, number, result):
        try:
            self._channel.send({"id": number, "result": result})
        except (MessageTooLong, TypeError, ValueError) as error:
            self.reply_error(number, RpcError("failed", "The answer cannot be sent: %s" % error))

    def reply_error(self, number, error):
        body = {"code": error.code, "message": error.message}
        if error.data is not None:
            body["data"] = error.data
        self._channel.send({"id": number, "error": body})

    def _take(self, message):
        number = message.get("id")
        method = message.get("method")
        if method is None:
            self._settle(number, message)
        elif number is None:
            self._handlers.take_note(method, message.get("params"))
        else:
            self._handlers.serve(number, method, message.get("params"), message.get("cause"))

    def _settle(self, number, message):
        wait = self._waits.pop(number, None)
        if wait is not None:
            wait.settle(message)
