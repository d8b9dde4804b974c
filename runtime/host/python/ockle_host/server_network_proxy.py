"""The servers as the plugin sees them: reads from its copy, actions through the daemon."""

from ockle_host.server_node_proxy import ServerNodeProxy


class ServerNetworkProxy:
    def __init__(self, replica, link):
        self._replica = replica
        self._link = link
        # One object per server, so that what a plugin attaches to it stays.
        self._nodes = {}

    def getSortedNodeList(self):
        """Servers, needed ones first."""
        return [self._node(name) for name in self._replica.names]

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

    def getRoot(self):
        """The first server in order."""
        return self.getSortedNodeList()[0]

    def getDependencies(self, name):
        """Names that `name` needs, one level."""
        return list(self._known(name)["dependencies"])

    def getDependent(self, name):
        """Names that need `name`, one level."""
        self._known(name)
        return [
            other
            for other in self._replica.names
            if name in self._replica.get(other)["dependencies"]
        ]

    def isReadyToTurnOn(self, name):
        """True when all that `name` needs is on, all the way down."""
        return self._is_ready(
            name, "Permanently failed to start", _is_on, self.getDependencies, set()
        )

    def isReadyToTurnOff(self, name):
        """True when all that needs `name` is off, all the way up."""
        return self._is_ready(
            name, "Permanently failed to Stop", _is_off, self.getDependent, set()
        )

    def turningOn(self):
        """True while any server is between on and off."""
        between = ("Did not initiate yet", "Switching on", "Switching off")
        return any(node.getOpState() in between for node in self.getSortedNodeList())

    def isAllOpState(self, opState):
        """True when every server is in that state."""
        return all(node.getOpState() == opState for node in self.getSortedNodeList())

    def turnOnServer(self, name):
        return self.getServernode(name).turnOn()

    def turnOffServer(self, name):
        return self.getServernode(name).turnOff()

    def _is_ready(self, name, forbidden, neighbour_rule, neighbours, seen):
        """Asks the rule of the server itself, then of all that it leans on, each one once."""
        if self._known(name)["opState"] == forbidden:
            return False
        seen.add(name)
        for other in neighbours(name):
            server = self._replica.get(other)
            if server is None or not neighbour_rule(server):
                return False
            if other not in seen and not self._is_ready(
                other, forbidden, neighbour_rule, neighbours, seen
            ):
                return False
        return True

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


def _is_on(server):
    return server["opState"] in ("OK", "Forced on")


def _is_off(server):
    if server["opState"] in ("OFF", "Forced off"):
        return True
    return server["opState"] == "Did not initiate yet" and all(
        outlet["state"] is False for outlet in server["outlets"]
    )
