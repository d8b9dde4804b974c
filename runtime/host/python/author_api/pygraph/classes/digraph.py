"""Directed graphs."""

from pygraph.classes.exceptions import AdditionError


class digraph:
    """Nodes and edges (from, to); a node may carry anything as its attributes."""

    DIRECTED = True

    def __init__(self):
        self._neighbors = {}
        self._incidents = {}
        self._node_attributes = {}
        self._edge_properties = {}

    def nodes(self):
        return list(self._neighbors)

    def edges(self):
        return list(self._edge_properties)

    def neighbors(self, node):
        """Nodes that edges of `node` lead to."""
        return list(self._neighbors[node])

    def incidents(self, node):
        """Nodes whose edges lead to `node`."""
        return list(self._incidents[node])

    def has_node(self, node):
        return node in self._neighbors

    def has_edge(self, edge):
        return tuple(edge) in self._edge_properties

    def add_node(self, node, attrs=None):
        """Adds a node; raises AdditionError when it is there."""
        if self.has_node(node):
            raise AdditionError("Node %s already in digraph" % node)
        self._neighbors[node] = []
        self._incidents[node] = []
        self._node_attributes[node] = [] if attrs is None else attrs

    def add_nodes(self, nodelist):
        for node in nodelist:
            self.add_node(node)

    def add_edge(self, edge, wt=1, label="", attrs=()):
        """Adds an edge; raises AdditionError when it is there, or one of its nodes is not."""
        start, end = edge
        for node in (start, end):
            if not self.has_node(node):
                raise AdditionError("%s is missing from the node table" % node)
        if self.has_edge(edge):
            raise AdditionError("Edge (%s, %s) already in digraph" % (start, end))
        self._neighbors[start].append(end)
        self._incidents[end].append(start)
        self._edge_properties[start, end] = {"weight": wt, "label": label, "attrs": list(attrs)}

    def del_edge(self, edge):
        """Removes an edge; raises ValueError when it is not there."""
        start, end = edge
        if not self.has_edge(edge):
            raise ValueError("Edge (%s, %s) is not in digraph" % (start, end))
        self._neighbors[start].remove(end)
        self._incidents[end].remove(start)
        del self._edge_properties[start, end]

    def del_node(self, node):
        """Removes a node with all its edges."""
        for edge in [edge for edge in self.edges() if node in edge]:
            self.del_edge(edge)
        del self._neighbors[node]
        del self._incidents[node]
        del self._node_attributes[node]

    def node_order(self, node):
        """Number of edges that leave `node`."""
        return len(self._neighbors[node])

    def order(self):
        """Number of nodes."""
        return len(self._neighbors)

    def node_attributes(self, node):
        """What the node carries; in `servers.graph` it is the server."""
        return self._node_attributes[node]

    def add_node_attribute(self, node, attr):
        self._node_attributes[node] = [*self._node_attributes[node], attr]

    def edge_attributes(self, edge):
        return self._edge_properties[tuple(edge)]["attrs"]

    def add_edge_attribute(self, edge, attr):
        self._edge_properties[tuple(edge)]["attrs"].append(attr)

    def edge_weight(self, edge):
        return self._edge_properties[tuple(edge)]["weight"]

    def set_edge_weight(self, edge, wt):
        self._edge_properties[tuple(edge)]["weight"] = wt

    def edge_label(self, edge):
        return self._edge_properties[tuple(edge)]["label"]

    def set_edge_label(self, edge, label):
        self._edge_properties[tuple(edge)]["label"] = label

    def reverse(self):
        """A new graph whose edges lead the other way."""
        graph = self.__class__()
        for node in self.nodes():
            graph.add_node(node, self.node_attributes(node))
        for start, end in self.edges():
            graph.add_edge((end, start), self.edge_weight((start, end)))
        return graph

    def __iter__(self):
        return iter(self._neighbors)

    def __len__(self):
        return self.order()

    def __getitem__(self, node):
        return iter(self.neighbors(node))

    def __contains__(self, node):
        return self.has_node(node)

    def __eq__(self, other):
        return (
            isinstance(other, digraph)
            and set(self.nodes()) == set(other.nodes())
            and self._edge_properties == other._edge_properties
        )

    __hash__ = None

    def __str__(self):
        return "%s %s" % (self.nodes(), self.edges())
