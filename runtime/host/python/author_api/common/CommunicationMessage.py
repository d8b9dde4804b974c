"""The messages that clients and the daemon exchange, as bytes of XML and back."""


class Message:
    """Base of the messages; `parse` answers one of them."""

    # The attribute that holds `messageAttr`.
    _attribute = None

    def __init__(self, messageAttr="null", data=None):
        self.messageAttr = messageAttr
        self.data = {} if data is None else data

    def getDataDict(self):
        """The data; after parse each name has a list of values, None when there is no data."""
        return self.data

    def getCommand(self):
        """The command, or the text of an error."""
        return self.messageAttr

    def toxml(self):
        """The message as bytes of UTF-8, ready for a frame: b"%d:%b" % (len(xml), xml)."""
        from ockle_host.safe_xml import to_xml_text

        if self._attribute is None:
            raise TypeError("Send a MessageClientSend, MessageServerSend or MessageServerError.")
        text = (
            '<?xml version="1.0" encoding="UTF-8"?><MessageType name="%s">'
            '<MessageAttr %s="%s">%s</MessageAttr></MessageType>'
            % (
                self.__class__.__name__,
                self._attribute,
                _escape(to_xml_text(self.messageAttr)),
                _data_xml(self.data),
            )
        )
        return text.encode("utf-8")

    def parse(self, xml, listenerPlugin=None):
        """Answers the message that the text or the bytes hold; raises ValueError for anything else."""
        from ockle_host.safe_xml import parse_xml

        root = parse_xml(xml).documentElement
        name = _first(root, "MessageType").getAttribute("name")
        if listenerPlugin is not None:
            listenerPlugin.debug("Received " + name)
        for candidate in Message.__subclasses__():
            if candidate.__name__ == name:
                message = candidate()
                message.parseType(xml)
                return message
        return MessageServerError()

    def parseType(self, xml):
        """Takes over attribute and data of the text or the bytes."""
        from ockle_host.safe_xml import parse_xml

        attributes = _first(parse_xml(xml).documentElement, "MessageAttr")
        self.messageAttr = attributes.getAttribute(self._attribute)
        self.data = _read_data(_first(attributes, "data"))


class MessageServerSend(Message):
    """The daemon's answer to a command."""

    _attribute = "Reply"


class MessageServerError(Message):
    """The daemon's answer when a command failed; getCommand is the reason."""

    _attribute = "Error"


class MessageClientSend(Message):
    """A command of a client."""

    _attribute = "Command"


def _data_xml(data):
    from common.XMLDictionarySerialize import dict2xml

    element = dict2xml(data, "data")
    if not element.childNodes:
        return "<data/>"
    children = "".join(
        "<%s>%s</%s>"
        % (child.tagName, _escape("".join(node.data for node in child.childNodes)), child.tagName)
        for child in element.childNodes
    )
    return "<data>%s</data>" % children


def _escape(text):
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), ('"', "&quot;"), (">", "&gt;")):
        text = text.replace(character, reference)
    return text


def _first(element, name):
    if element.tagName == name:
        return element
    found = element.getElementsByTagName(name)
    if not found:
        from ockle_host.safe_xml import XmlRefused

        raise XmlRefused("The message has no element %s." % name)
    return found[0]


def _read_data(element):
    """Blanks alone are no data."""
    from common.XMLDictionarySerialize import element2dict

    data = element2dict(element)
    return None if isinstance(data, str) and not data.strip() else data
