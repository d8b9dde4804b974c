import unittest

import paths  # noqa: F401
from common.CommunicationHandler import CommunicationHandler
from common.CommunicationMessage import (
    Message,
    MessageClientSend,
    MessageServerError,
    MessageServerSend,
)
from common.XMLDictionarySerialize import dict2xml, element2dict, removeWhilespace_nodes, xml2dict

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'

# (message, length of its frame, bytes), as the original writes them.
WORKED_EXAMPLES = [
    (
        MessageClientSend("getAutoControlStatus"),
        155,
        b'<MessageType name="MessageClientSend"><MessageAttr Command="getAutoControlStatus">'
        b"<data/></MessageAttr></MessageType>",
    ),
    (
        MessageServerSend("getAutoControlStatus", {"status": "off"}),
        179,
        b'<MessageType name="MessageServerSend"><MessageAttr Reply="getAutoControlStatus">'
        b"<data><status>off</status></data></MessageAttr></MessageType>",
    ),
    (
        MessageServerError("Unknown Command"),
        149,
        b'<MessageType name="MessageServerError"><MessageAttr Error="Unknown Command">'
        b"<data/></MessageAttr></MessageType>",
    ),
    (
        MessageClientSend("setServer", {"state": "on", "server": "router"}),
        190,
        b'<MessageType name="MessageClientSend"><MessageAttr Command="setServer">'
        b"<data><state>on</state><server>router</server></data></MessageAttr></MessageType>",
    ),
    (
        MessageServerSend("ServerView", {}),
        143,
        b'<MessageType name="MessageServerSend"><MessageAttr Reply="ServerView">'
        b"<data/></MessageAttr></MessageType>",
    ),
    (
        MessageServerSend(
            "dotgraph",
            {
                "Dot": 'digraph graphname {\nrouter [color="#CCFF99"];\n"lab pc" [color=black];\n'
                "build [color=black];\nnas [color=black];\nrouter -> nas;\n"
                'router -> "lab pc";\nnas -> build;\n}\n'
            },
        ),
        358,
        b'<MessageType name="MessageServerSend"><MessageAttr Reply="dotgraph"><data><Dot>'
        b"digraph graphname {\nrouter [color=&quot;#CCFF99&quot;];\n&quot;lab pc&quot; "
        b"[color=black];\nbuild [color=black];\nnas [color=black];\nrouter -&gt; nas;\n"
        b"router -&gt; &quot;lab pc&quot;;\nnas -&gt; build;\n}\n"
        b"</Dot></data></MessageAttr></MessageType>",
    ),
    (
        MessageClientSend(
            "setINIFile",
            {"Path": "outlets/bench1.ini", "iniDict": '{"pdu": {"comment": "rack \\"A\\" <1>"}}'},
        ),
        285,
        b'<MessageType name="MessageClientSend"><MessageAttr Command="setINIFile">'
        b"<data><Path>outlets/bench1.ini</Path><iniDict>{&quot;pdu&quot;: {&quot;comment&quot;: "
        b"&quot;rack \\&quot;A\\&quot; &lt;1&gt;&quot;}}</iniDict></data></MessageAttr></MessageType>",
    ),
    (
        MessageServerError(),
        138,
        b'<MessageType name="MessageServerError"><MessageAttr Error="null">'
        b"<data/></MessageAttr></MessageType>",
    ),
    (
        MessageServerSend("setAutoControlStatus", {"state": True, "succeeded": True}),
        205,
        b'<MessageType name="MessageServerSend"><MessageAttr Reply="setAutoControlStatus">'
        b"<data><state>True</state><succeeded>True</succeeded></data></MessageAttr></MessageType>",
    ),
]


class Messages(unittest.TestCase):
    def test_are_byte_for_byte_the_original_s(self):
        for message, length, body in WORKED_EXAMPLES:
            with self.subTest(message.getCommand()):
                self.assertEqual(message.toxml(), HEAD + body)
                self.assertEqual(len(message.toxml()), length)

    def test_come_back_as_they_were(self):
        for message, _, _ in WORKED_EXAMPLES:
            with self.subTest(message.getCommand()):
                back = Message().parse(message.toxml())
                self.assertIs(type(back), type(message))
                self.assertEqual(back.getCommand(), message.getCommand())
                data = back.getDataDict() or {}
                self.assertEqual(
                    {key: values[0] for key, values in data.items()},
                    {key: str(value) for key, value in message.getDataDict().items()},
                )

    def test_hold_any_text(self):
        data = {
            "text": "Käse 🧀 '\"<&>",
            "empty": "",
            "list": [1, "ä"],
            "none": None,
            "bad": "\x00",
        }
        back = Message().parse(MessageServerSend("x", data).toxml()).getDataDict()
        self.assertEqual(back["text"], ["Käse 🧀 '\"<&>"])
        self.assertEqual(back["empty"], [None])
        self.assertEqual(back["list"], ['[1, "\\u00e4"]'])
        self.assertEqual(back["none"], ["None"])
        self.assertEqual(back["bad"], ["\ufffd"])

    def test_refuse_names_that_are_no_xml(self):
        for name in ("a b", "1st", "", "<x>", "a>b"):
            with self.subTest(name), self.assertRaisesRegex(ValueError, "cannot be the name"):
                MessageServerSend("x", {name: 1}).toxml()

    def test_are_read_with_blanks_cdata_and_repeats(self):
        text = (
            '<MessageType name="MessageClientSend"><MessageAttr Command="c">\n  <data>\n    '
            "<!-- note --><a>1</a><a>2</a><b><![CDATA[<x>]]></b><c> </c>\n  </data>"
            "</MessageAttr></MessageType>"
        )
        data = Message().parse(text).getDataDict()
        self.assertEqual(data, {"a": ["1", "2"], "b": ["<x>"], "c": [" "]})

    def test_of_an_unknown_kind_are_errors(self):
        self.assertIsInstance(Message().parse('<MessageType name="Other"/>'), MessageServerError)

    def test_tell_a_listener_what_they_are(self):
        class Plugin:
            lines = []

            def debug(self, line):
                self.lines.append(line)

        Message().parse(MessageClientSend("x").toxml(), Plugin())
        self.assertEqual(Plugin.lines, ["Received MessageClientSend"])

    def test_share_no_data(self):
        MessageClientSend().getDataDict()["a"] = 1
        self.assertEqual(MessageClientSend().getDataDict(), {})


class HostileXml(unittest.TestCase):
    def test_is_refused(self):
        text = '<MessageType name="MessageClientSend"><MessageAttr Command="c"><data>%s</data></MessageAttr></MessageType>'
        for name, xml in {
            "entity bomb": '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
            "external": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
            "instruction": "<?php x?><a/>",
            "deep": "<a>" * 100_000,
            "many": text % ("<a/>" * 2000),
            "long text": text % ("x" * 70_000),
            "attributes": "<a %s/>" % " ".join('a%d=""' % i for i in range(100)),
            "huge": " " * (2 * 1024 * 1024),
            "utf-16": "<a/>".encode("utf-16"),
            "no xml": "hello",
            "empty": "",
            "cut": '<MessageType name="MessageClientSend">',
            "no data": '<MessageType name="MessageClientSend"><MessageAttr Command="x"/></MessageType>',
        }.items():
            with self.subTest(name), self.assertRaises(ValueError):
                Message().parse(xml)


class Dictionaries(unittest.TestCase):
    def test_go_to_elements_and_back(self):
        element = dict2xml({"a": 1, "b": "x<y"}, "name")
        self.assertEqual(element.tagName, "name")
        self.assertEqual(element2dict(element), {"a": ["1"], "b": ["x<y"]})
        self.assertEqual(xml2dict("<d> <a>1</a> <e/> </d>"), {"a": ["1"], "e": [None]})

    def test_lose_blank_texts(self):
        element = dict2xml({"a": " "}, "d")
        removeWhilespace_nodes(element)
        self.assertEqual(element2dict(element), {"a": [None]})


class Handlers(unittest.TestCase):
    def test_answer_messages(self):
        handler = CommunicationHandler(None)
        handler.AddCommandToList("echo", lambda data: {"got": (data or {}).get("x")})
        reply = handler.handleMessage(Message().parse(MessageClientSend("echo", {"x": 1}).toxml()))
        self.assertEqual((reply.getCommand(), reply.getDataDict()), ("echo", {"got": "1"}))
        self.assertEqual(
            handler.handleMessage(MessageClientSend("nobody")).getCommand(), "Unknown Command"
        )
        self.assertEqual(set(handler.listCommands(None)), {"echo", "listCommands"})


if __name__ == "__main__":
    unittest.main()
