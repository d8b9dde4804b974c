import socket
import threading
import unittest
import warnings

import paths  # noqa: F401
from common.Exceptions import ParsingTemplateException
from common.CommunicationMessage import Message, MessageServerError, MessageServerSend
from webserver.ockle_client import ClientCalls


class Daemon:
    """Answers frames as the daemon does, in pieces of one byte."""

    def __init__(self, answer):
        self.requests = []
        self._answer = answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self):
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    def _serve(self):
        while True:
            try:
                connection = self._socket.accept()[0]
            except OSError:
                return
            with connection:
                length = b""
                while not length.endswith(b":"):
                    length += connection.recv(1)
                request = b""
                while len(request) < int(length[:-1]):
                    request += connection.recv(4096)
                message = Message().parse(request)
                self.requests.append((message.getCommand(), message.getDataDict()))
                self._send(connection, self._answer(message.getCommand()))

    def _send(self, connection, data):
        try:
            for byte in data:
                connection.sendall(bytes([byte]))
        except ConnectionError:
            # The client had enough of it.
            pass


def frame(message):
    xml = message.toxml()
    return b"%d:%b" % (len(xml), xml)


class ClientCallsOverASocket(unittest.TestCase):
    def serve(self, answer):
        daemon = Daemon(answer)
        self.addCleanup(daemon.close)
        ClientCalls.PORT = daemon.port
        return daemon

    def test_send_one_frame_and_read_one(self):
        daemon = self.serve(lambda command: frame(MessageServerSend(command, {"status": "Käse"})))
        self.assertEqual(ClientCalls.setServer({"server": "ä", "state": "on"}), {"status": "Käse"})
        self.assertEqual(daemon.requests, [("setServer", {"server": ["ä"], "state": ["on"]})])

    def test_unwrap_json(self):
        replies = {
            "getPDUDict": {"pdus": '{"rack": {}}'},
            "getAvailableServerOutlets": {"serverOutlets": '{"b": {}, "a": {}}'},
            "getServerDependencyMap": {
                "dependencyMap": '{"available": {"a": ""}, "existing": {"b": "c"}, "disabled": {"d": []}}'
            },
            "getINIFile": {"File": "[main]\noutlet_dir = racks\n"},
        }
        self.serve(lambda command: frame(MessageServerSend(command, replies[command])))
        self.assertEqual(ClientCalls.getPDUDict(), {"rack": {}})
        self.assertEqual(list(ClientCalls.getAvailableServerOutlets("x")), ["b", "a"])
        self.assertEqual(ClientCalls.getServerAvilableDependencies("x"), {"a": "", "b": "c"})
        self.assertEqual(ClientCalls.serversDependent("x"), ["d"])
        self.assertEqual(ClientCalls.getPDUFolder(), "racks")

    def test_warn_of_an_error_reply(self):
        self.serve(lambda command: frame(MessageServerError("The rack is on fire")))
        with self.assertWarnsRegex(UserWarning, "setServer failed: The rack is on fire") as caught:
            self.assertEqual(ClientCalls.setServer({}), {})
        self.assertEqual(caught.filename, __file__)

    def test_end_when_the_daemon_speaks_otherwise(self):
        for garbage in (
            b"",
            b"5",
            b"x:",
            b"-1:",
            b"99999999999:",
            b"HTTP/1.1 400 Bad Request",
            b"9:<a/>",
        ):
            daemon = Daemon(lambda command, garbage=garbage: garbage)
            ClientCalls.PORT = daemon.port
            with self.subTest(garbage), self.assertWarnsRegex(UserWarning, "No answer from"):
                self.assertIsNone(ClientCalls.getDataFromServer("x"))
            daemon.close()

    def test_answer_none_without_a_daemon(self):
        with socket.create_server(("127.0.0.1", 0)) as closed:
            ClientCalls.PORT = closed.getsockname()[1]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.assertIsNone(ClientCalls.getDataFromServer("x"))
            self.assertEqual(ClientCalls.getAutoControlStatus(), {"status": "N/A"})
            with self.assertRaisesRegex(ConnectionError, "SocketListener in pluginList"):
                ClientCalls.getINIFile("config.ini")

    def test_do_not_wait_for_a_restart(self):
        asked = threading.Event()

        def answer(command):
            asked.set()
            return b""

        self.serve(answer)
        self.assertIsNone(ClientCalls.restartOckle())
        self.assertTrue(asked.wait(10))

    def test_templates_are_read_as_json(self):
        self.assertEqual(ClientCalls.loadINIFileTemplate("missing.ini"), {})
        self.assertTrue(issubclass(ParsingTemplateException, Exception))


if __name__ == "__main__":
    unittest.main()
