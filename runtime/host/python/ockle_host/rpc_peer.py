"""Calls the daemon and serves it; the twin of runtime/protocol/rpcPeer.ts."""

import threading

from ockle_host.host_channel import MessageTooLong
from ockle_host.internal_thread import start_internal_thread


class RpcError(Exception):
    """A failed call with a stable code."""

    def __init__(self, code, message, data=None):
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


class _Pending:
    def __init__(self):
        self.done = threading.Event()
        self.result = None
        self.error = None


class RpcPeer:
    """`serve(number, method, params, cause)` and `take_note(method, params)` must return at once."""

    def __init__(self, channel, serve, take_note, on_closed, pending_calls):
        self._channel = channel
        self._serve = serve
        self._take_note = take_note
        self._on_closed = on_closed
        # Calls that may wait for their answer at the same time.
        self._pending_calls = pending_calls
        self._lock = threading.Lock()
        self._pending = {}
        self._last_id = 0

    def start(self):
        start_internal_thread("ockle: connection", self._read)

    def notify(self, method, params):
        self._channel.send({"method": method, "params": params})

    def request(self, method, params, cause):
        """Asks the daemon and waits for the answer; raises RpcError."""
        pending = _Pending()
        with self._lock:
            if len(self._pending) >= self._pending_calls:
                raise RpcError(
                    "too-many-calls",
                    "More than %d calls wait for answers. Wait for answers before calling again."
                    % self._pending_calls,
                )
            self._last_id += 1
            number = self._last_id
            self._pending[number] = pending
        message = {"id": number, "method": method, "params": params}
        if cause is not None:
            message["cause"] = cause
        try:
            self._channel.send(message)
            pending.done.wait()
        finally:
            with self._lock:
                self._pending.pop(number, None)
        if pending.error is not None:
            raise pending.error
        return pending.result

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

    def _read(self):
        try:
            for message in iter(self._channel.receive, None):
                self._take(message)
        finally:
            self._on_closed()

    def _take(self, message):
        number = message.get("id")
        method = message.get("method")
        if method is None:
            self._settle(number, message)
        elif number is None:
            self._take_note(method, message.get("params"))
        else:
            self._serve(number, method, message.get("params"), message.get("cause"))

    def _settle(self, number, message):
        with self._lock:
            pending = self._pending.get(number)
        if pending is None:
            return
        error = message.get("error")
        if error is not None:
            pending.error = RpcError(error["code"], error["message"], error.get("data"))
        pending.result = message.get("result")
        pending.done.set()
