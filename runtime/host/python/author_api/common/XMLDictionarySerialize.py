"""Dictionaries as XML elements and back."""

import re
from xml.dom.minidom import Document, Node

from ockle_host.safe_xml import parse_xml, to_xml_text

_NAME = re.compile(r"[^\W\d][\w.-]*")


def dict2xml(dictionary, name="dictionary"):
    """An element with one child per entry; raises ValueError for what cannot be the name of one."""
    document = Document()
    items = document.createElement(name)
    for key, value in dictionary.items():
        key = str(key)
        if not _NAME.fullmatch(key):
            raise ValueError("“%s” cannot be the name of an XML element." % key)
        node = document.createElement(key)
        node.appendChild(document.createTextNode(to_xml_text(value)))
        items.appendChild(node)
    return items


def xml2dict(xmlstring):
    """Reads a document; its root counts for nothing. Each name has a list of values."""
    root = parse_xml(xmlstring).documentElement
    removeWhilespace_nodes(root)
    return element2dict(root)


def element2dict(parent):
    """None when it is empty, its text, or its children as {name: [value, …]}."""
    children = [child for child in parent.childNodes if child.nodeType == Node.ELEMENT_NODE]
    if not children:
        return _text_of(parent)
    found = {}
    for child in children:
        found.setdefault(child.tagName, []).append(element2dict(child))
    return found


def removeWhilespace_nodes(node, unlink=True):
    """Removes the texts that are nothing but blanks."""
    for child in list(node.childNodes):
        if child.nodeType == Node.TEXT_NODE and not child.data.strip():
            node.removeChild(child)
            if unlink:
                child.unlink()
        elif child.hasChildNodes():
            removeWhilespace_nodes(child, unlink)


def _text_of(element):
    texts = [
        child.data
        for child in element.childNodes
        if child.nodeType in (Node.TEXT_NODE, Node.CDATA_SECTION_NODE)
    ]
    return "".join(texts) if texts else None
