"""XML from anybody: nothing in a document can make reading it take long, or read files."""

import json
import re
from xml.dom.minidom import Document
from xml.parsers import expat

MAX_CHARACTERS = 1024 * 1024
MAX_DEPTH = 16
MAX_ELEMENTS = 1000
MAX_ATTRIBUTES = 64
MAX_TEXT = 64 * 1024
# Characters that XML cannot hold, not even as a reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlRefused(ValueError):
    """The text is no XML, or more than Ockle's messages need."""


def parse_xml(text):
    """Answers a minidom Document; raises XmlRefused."""
    if len(text) > MAX_CHARACTERS:
        raise XmlRefused("The document is longer than %d characters." % MAX_CHARACTERS)
    builder = _Builder()
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse("A document type is not allowed.")
    parser.EntityDeclHandler = _refuse("An entity declaration is not allowed.")
    parser.ProcessingInstructionHandler = _refuse("A processing instruction is not allowed.")
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(text if isinstance(text, bytes) else text.encode("utf-8"), True)
    except (expat.ExpatError, UnicodeError) as error:
        raise XmlRefused("The text is no XML: %s" % error) from None
    return builder.document


def to_xml_text(value):
    """A list or a dictionary becomes JSON, anything else what str() makes of it."""
    text = json.dumps(value) if isinstance(value, (dict, list, tuple)) else str(value)
    return _FORBIDDEN.sub("\ufffd", text)


def _refuse(message):
    def refuse(*details):
        raise XmlRefused(message)

    return refuse


class _Builder:
    def __init__(self):
        self.document = Document()
        self._path = [self.document]
        self._elements = 0

    def start(self, name, attributes):
        self._elements += 1
        if len(self._path) > MAX_DEPTH:
            raise XmlRefused("Elements are nested deeper than %d." % MAX_DEPTH)
        if self._elements > MAX_ELEMENTS:
            raise XmlRefused("There are more than %d elements." % MAX_ELEMENTS)
        if len(attributes) > MAX_ATTRIBUTES:
            raise XmlRefused("An element has more than %d attributes." % MAX_ATTRIBUTES)
        element = self.document.createElement(name)
        for key, value in attributes.items():
            element.setAttribute(key, value)
        self._path[-1].appendChild(element)
        self._path.append(element)

    def end(self, name):
        self._path.pop()

    def text(self, data):
        parent = self._path[-1]
        last = parent.lastChild
        if last is not None and last.nodeType == last.TEXT_NODE:
            data = last.data + data
            parent.removeChild(last)
        if len(data) > MAX_TEXT:
            raise XmlRefused("A text is longer than %d characters." % MAX_TEXT)
        parent.appendChild(self.document.createTextNode(data))
