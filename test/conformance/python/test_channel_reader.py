import json
import os
import queue
import socket
import threading
import unittest

import paths  # noqa: F401
from ockle_host.host_channel import HostChannel
from ockle_host.rpc_peer import Handlers, RpcPeer

_PATIENCE = 10


class Daemon:
    """The other end of the channel; answers each call with its own parameters."""

    def __init__(self, descriptor):
        self._socket = socket.socket(fileno=descriptor)
        self._lock = threading.Lock()
        # Numbers of the calls that are not to be answered yet.
        self.put_off = queue.SimpleQueue()
        self.replies = {}
        self.answered = threading.Condition()

    def begin(self):
        threading.Thread(target=self._serve, daemon=True).start()

    def send(self, *messages):
        text = "".join(json.dumps(message) + "\n" for message in messages)
        with self._lock:
            self._socket.sendall(text.encode())

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)

    def _serve(self):
        for line in self._socket.makefile("rb"):
            message = json.loads(line)
            if "method" in message:
                self._answer(message)
            else:
                with self.answered:
                    self.replies[message["id"]] = message["result"]
                    self.answered.notify_all()

    def _answer(self, message):
        params = message["params"]
        if params == "later":
            self.put_off.put(message["id"])
            return
        note = {"method": "changed", "params": params}
        # All in one piece, the ping behind the answer.
        ping = [{"id": 3000, "method": "ping", "params": {}}] if params == "and ping" else []
        self.send(note, {"id": message["id"], "result": params}, *ping)


class Reading(unittest.TestCase):
    def setUp(self):
        ours, theirs = socket.socketpair()
        self.daemon = Daemon(theirs.detach())
        self.notes = []
        self.readers = set()
        self.closed = threading.Event()
        self.may_read = True
        handlers = Handlers(self.serve, self.note, self.closed.set, lambda: self.may_read)
        self.peer = RpcPeer(HostChannel(ours.detach(), 1 << 20, lambda: None), handlers, 256)
        self.peer.start()
        self.daemon.begin()
        self.addCleanup(self.end)

    def end(self):
        self.daemon.close()
        self.assertTrue(self.closed.wait(_PATIENCE))

    def serve(self, number, method, params, cause):
        self.peer.reply(number, os.getpid() if method == "pid" else method)

    def note(self, method, params):
        self.readers.add(threading.current_thread().name)
        self.notes.append(params)

    def on_threads(self, *bodies):
        """Runs each on a thread; answers what they answered."""
        results = [None] * len(bodies)

        def run(at):
            results[at] = bodies[at]()

        threads = [
            threading.Thread(name="plugin %d" % at, target=run, args=(at,), daemon=True)
            for at in range(len(bodies))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(_PATIENCE)
            self.assertFalse(thread.is_alive(), "A call was never answered.")
        return results

    def ask(self, count, name="x"):
        """True if each answer is that of its call and comes after the note sent before it."""
        for at in range(count):
            params = "%s %d" % (name, at)
            if self.peer.request("ask", params, None) != params or params not in self.notes:
                return False
        return True

    def reply_to(self, number):
        with self.daemon.answered:
            self.daemon.answered.wait_for(lambda: number in self.daemon.replies, _PATIENCE)
        return self.daemon.replies.get(number)

    def test_is_done_by_the_thread_that_waits(self):
        self.assertEqual(self.on_threads(lambda: self.ask(50)), [True])
        self.assertEqual(self.readers, {"plugin 0"})

    def test_gives_each_of_many_threads_its_own_answers(self):
        bodies = [lambda at=at: self.ask(200, str(at)) for at in range(6)]
        self.assertEqual(self.on_threads(*bodies), [True] * 6)

    def test_is_left_to_the_host_where_a_thread_may_be_stopped(self):
        self.may_read = False
        self.assertEqual(self.on_threads(lambda: self.ask(50)), [True])
        self.assertEqual(self.readers, {"ockle: connection"})

    def test_is_left_to_the_host_by_the_main_thread(self):
        self.assertTrue(self.ask(50))
        self.assertEqual(self.readers, {"ockle: connection"})

    def test_goes_on_for_the_main_thread_beside_one_that_reads(self):
        thread = threading.Thread(target=lambda: self.ask(300, "other"), daemon=True)
        thread.start()
        self.assertTrue(self.ask(300))
        thread.join(_PATIENCE)
        self.assertFalse(thread.is_alive())

    def test_serves_the_daemon_while_a_thread_waits_and_after(self):
        def wait():
            return self.ask(20) and self.peer.request("ask", "later", None)

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        for number in range(1000, 1020):
            self.daemon.send({"id": number, "method": "ping", "params": {}})
            self.assertEqual(self.reply_to(number), "ping")
        number = self.daemon.put_off.get(timeout=_PATIENCE)
        self.daemon.send({"id": number, "result": None})
        thread.join(_PATIENCE)
        self.assertFalse(thread.is_alive())
        self.daemon.send({"id": 2000, "method": "stop", "params": {}})
        self.assertEqual(self.reply_to(2000), "stop")

    def test_serves_the_daemon_after_each_of_many_calls(self):
        for number in range(1000, 1100):
            self.on_threads(lambda: self.ask(2))
            self.daemon.send({"id": number, "method": "ping", "params": {}})
            self.assertEqual(self.reply_to(number), "ping")

    def test_takes_what_arrives_together_with_an_answer(self):
        def ask():
            return self.ask(20) and self.peer.request("ask", "and ping", None)

        self.assertEqual(self.on_threads(ask), ["and ping"])
        self.assertEqual(self.reply_to(3000), "ping")

    def test_puts_together_what_arrives_in_pieces(self):
        text = "x" * 200_000
        self.assertEqual(self.on_threads(lambda: self.peer.request("ask", text, None)), [text])

    def test_may_be_interrupted_by_a_destructor_that_asks(self):
        answers = queue.SimpleQueue()

        class Asks:
            def __del__(_):
                answers.put(self.peer.request("ask", "last words", None))

        class Holds(list):
            def append(self, item):
                self.clear()
                super().append(item)

        self.notes = Holds([Asks()])
        self.on_threads(lambda: self.peer.request("ask", "first", None))
        self.assertEqual(answers.get(timeout=_PATIENCE), "last words")

    def test_ends_with_the_daemon_while_a_thread_waits(self):
        def wait():
            self.ask(20)
            self.peer.request("ask", "later", None)

        threading.Thread(target=wait, daemon=True).start()
        self.daemon.put_off.get(timeout=_PATIENCE)
        self.daemon.close()
        self.assertTrue(self.closed.wait(_PATIENCE))

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_is_no_business_of_a_copy_of_the_process(self):
        self.on_threads(lambda: self.ask(20))
        child = os.fork()
        if child == 0:
            thread = threading.Thread(
                target=lambda: self.peer.request("ask", "later", None), daemon=True
            )
            thread.start()
            thread.join(0.2)
            os._exit(0)
        self.daemon.put_off.get(timeout=_PATIENCE)
        for number in range(1000, 1020):
            self.daemon.send({"id": number, "method": "pid", "params": {}})
            self.assertEqual(self.reply_to(number), os.getpid())
        os.waitpid(child, 0)


if __name__ == "__main__":
    unittest.main()
