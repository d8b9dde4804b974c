"""The servers as the plugin sees them: reads from its copy, actions through the daemon."""

from networkTree.ServerNetwork import ServerNetwork
from ockle_host.server_node_proxy import ServerNodeProxy
from pygraph.classes.digraph import digraph


class ServerNetworkProxy(ServerNetwork):
    def __init__(self, replica, link):
        self._replica = replica
        self._link = link
        # One object per server, so that what a plugin attaches to it stays.
        self._nodes = {}

    @property
    def graph(self):
        """The servers as they are now; changing this graph changes nothing else."""
        graph = digraph()
        for name in self._replica.names:
            graph.add_node(name, self._node(name))
        for name in graph.nodes():
            for dependency in self.getDependencies(name):
                if graph.has_node(dependency):
                    graph.add_edge((dependency, name))
        return graph

    def addServer(self, node, dependencies=()):
        raise _comes_from_files()

    def addDependency(self, server, dependency):
        raise _comes_from_files()

    def removeDependency(self, server, dependency):
        raise _comes_from_files()

    def getSortedNodeListIndex(self):
        """Names of the servers, needed ones first."""
        return self._replica.names

    def getServer(self, name):
        """The server, or None."""
        return self._node(name) if self._replica.get(name) else None

    def getServernode(self, name):
        """The server; raises KeyError when there is none of that name."""
        self._known(name)
        return self._node(name)

    def getDependencies(self, name):
        """Names that `name` needs, one level."""
        return list(self._known(name)["dependencies"])

    def getDependent(self, name):
        """Names that need `name`, one level."""
        self._known(name)
        return self._replica.dependents(name)

    def updateNetwork(self):
        """Lets the daemon read all devices and run the tests of servers that are on."""
        self._link.act("updateNetwork", "", {})

    def allOff(self):
        """Every outlet off, dependents first."""
        self._link.act("allOff", "", {})

    def initiateStartup(self):
        """After five seconds every outlet on, needed servers first, a second apart."""
        self._link.act("initiateStartup", "", {})

    def toDot(self):
        """The servers and their needs in Graphviz' language, coloured by OpState."""
        return self._link.ask("readDot", {})["dot"]

    def _known(self, name):
        server = self._replica.get(name)
        if server is None:
            raise KeyError(
                "There is no server “%s”; there are: %s" % (name, ", ".join(self._replica.names))
            )
        return server

    def _node(self, name):
        node = self._nodes.get(name)
        if node is None:
            node = self._nodes.setdefault(name, ServerNodeProxy(name, self._replica, self._link))
        return node


def _comes_from_files():
    return TypeError(
        "The daemon's servers are what etc/servers says: change the files (mainDaemon.etc) and "
        "call mainDaemon.reload(). To try changes out, use "
        "ServerNetworkFactory(self.mainDaemon).buildNetwork()."
    )
