"""Servers and who needs whom."""

import time

from networkTree.Exceptions import DependencyException
from networkTree.ServerNode import ServerNodeOpState
from pygraph.algorithms.cycles import find_cycle
from pygraph.classes.digraph import digraph

_BETWEEN = (
    ServerNodeOpState.INIT,
    ServerNodeOpState.SwitcingOn,
    ServerNodeOpState.SwitchingOff,
)


class ServerNetwork:
    """A network of your own; `mainDaemon.servers` is one that shows the daemon's."""

    def __init__(self):
        # Edges lead from the server that is needed to the one that needs it.
        self.graph = digraph()

    def addServer(self, node, dependencies=()):
        """Adds a server that needs the named ones; raises AdditionError when it is there."""
        self.graph.add_node(node.getName(), node)
        for dependency in dependencies:
            self.addDependency(node.getName(), dependency)

    def addDependency(self, server, dependency):
        """Lets `server` need `dependency`; raises DependencyException when that closes a circle."""
        self.graph.add_edge((dependency, server))
        cycle = find_cycle(self.graph)
        if cycle:
            self.graph.del_edge((dependency, server))
            raise DependencyException(cycle, "There was a cycle in the server network")

    def removeDependency(self, server, dependency):
        """Raises ValueError when `server` does not need `dependency`."""
        self.graph.del_edge((dependency, server))

    def getDependencies(self, name):
        """Names that `name` needs, one level."""
        return self.graph.incidents(name)

    def getDependent(self, name):
        """Names that need `name`, one level."""
        return self.graph.neighbors(name)

    def getSortedNodeListIndex(self):
        """Names of the servers, needed ones first, else by name."""
        left = {name: len(self.getDependencies(name)) for name in sorted(self.graph.nodes())}
        ready = [name for name, count in left.items() if count == 0]
        for name in ready:
            for dependent in sorted(self.getDependent(name)):
                left[dependent] -= 1
                if left[dependent] == 0:
                    ready.append(dependent)
        return ready

    def getSortedNodeList(self):
        """Servers, needed ones first."""
        return [self.getServernode(name) for name in self.getSortedNodeListIndex()]

    def getServer(self, name):
        """The server, or None."""
        return self.getServernode(name) if self.graph.has_node(name) else None

    def getServernode(self, name):
        """The server; raises KeyError when there is none of that name."""
        return self.graph.node_attributes(name)

    def getRoot(self):
        """The first server in order; raises IndexError when there is none."""
        return self.getSortedNodeList()[0]

    def isReadyToTurnOn(self, name):
        """True when all that `name` needs is on, all the way down."""
        failed = ServerNodeOpState.permanentlyFailedToStart
        return self._is_ready(name, failed, _is_on, self.getDependencies)

    def isReadyToTurnOff(self, name):
        """True when all that needs `name` is off, all the way up."""
        failed = ServerNodeOpState.permanentlyFailedToStop
        return self._is_ready(name, failed, _is_off, self.getDependent)

    def turningOn(self):
        """True while any server is between on and off."""
        return any(node.getOpState() in _BETWEEN for node in self.getSortedNodeList())

    def isAllOpState(self, opState):
        """True when every server is in that state."""
        return all(node.getOpState() == opState for node in self.getSortedNodeList())

    def turnOnServer(self, name):
        return self.getServernode(name).turnOn()

    def turnOffServer(self, name):
        return self.getServernode(name).turnOff()

    def updateNetwork(self):
        """Reads all devices and runs the tests of servers that are on."""
        for node in self.getSortedNodeList():
            node.updateOpState()

    def allOff(self):
        """Every outlet off, dependents first."""
        for node in reversed(self.getSortedNodeList()):
            node.setOutletsState(False)

    def initiateStartup(self):
        """After five seconds every outlet on, needed servers first, a second apart."""
        time.sleep(5)
        for node in self.getSortedNodeList():
            node.setOutletsState(True)
            time.sleep(1)

    def _is_ready(self, name, forbidden, neighbor_rule, neighbors):
        """Asks the rule of the server itself, then of all that it leans on, each one once."""
        waiting, seen = [name], {name}
        for each in waiting:
            node = self.getServernode(each)
            if node.getOpState() == forbidden or (each != name and not neighbor_rule(node)):
                return False
            found = [other for other in neighbors(each) if other not in seen]
            seen.update(found)
            waiting.extend(found)
        return True


def _is_on(node):
    return node.getOpState() in (ServerNodeOpState.OK, ServerNodeOpState.forcedOn)


def _is_off(node):
    if node.getOpState() in (ServerNodeOpState.OFF, ServerNodeOpState.forcedOff):
        return True
    return node.getOpState() == ServerNodeOpState.INIT and all(
        device.getState() is False for device in node.getOutlets() or node.getControls()
    )
