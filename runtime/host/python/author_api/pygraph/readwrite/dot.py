"""Graphs in Graphviz' language."""

import re

from common.common import COLOR_DICT
from pygraph.classes.digraph import digraph
from pygraph.classes.exceptions import InvalidGraphType

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|[0-9]+")
# Words of Graphviz' language; case does not matter there.
_RESERVED = {"node", "edge", "graph", "digraph", "subgraph", "strict"}


def write(G, weighted=False):
    """The graph as text; nodes that carry a server have the colour of its OpState."""
    if not isinstance(G, digraph):
        raise InvalidGraphType("Expected digraph, got %r" % (G,))
    lines = ["%s%s;" % (_quote(node), _color(G.node_attributes(node))) for node in G.nodes()]
    for start, end in G.edges():
        label = " [label=%s]" % _quote(G.edge_weight((start, end))) if weighted else ""
        lines.append("%s -> %s%s;" % (_quote(start), _quote(end), label))
    name = getattr(G, "name", "graphname")
    return "\n".join(["digraph %s {" % _quote(name), *lines, "}", ""])


def _color(server):
    get_state = getattr(server, "getOpState", None)
    return " [color=%s]" % _quote(COLOR_DICT.get(get_state(), "black")) if get_state else ""


def _quote(value):
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')
