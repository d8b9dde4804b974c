"""Networks to try changes on."""

from controllers.ControllerTemplate import ControllerTemplate
from networkTree.ServerNetwork import ServerNetwork
from outlets.OutletTemplate import OutletTemplate
from straight.plugin import load
from testers.TemplateTester import TemplateTester

TESTERS_PACKAGE = "testers"
OUTLETS_PACKAGE = "outlets"
CONTROLLERS_PACKAGE = "controllers"


class ServerNetworkFactory:
    """Builds networks with the daemon's servers in them."""

    def __init__(self, MainDaemon, reportDependencyexceptions=True):
        self.mainDaemon = MainDaemon

    def buildNetwork(self, config_path=None):
        """
        A network of its own: its needs can be changed without changing the daemon's. Its servers
        are the daemon's, so that no device is asked.
        """
        servers = self.mainDaemon.servers
        network = ServerNetwork()
        for node in servers.getSortedNodeList():
            network.addServer(node)
        for node in servers.getSortedNodeList():
            for dependency in servers.getDependencies(node.getName()):
                network.graph.add_edge((dependency, node.getName()))
        return network

    def getOutletsDictIndex(self):
        """Types of PDUs that Python modules of the project offer, with what they say of themselves."""
        return _index(OUTLETS_PACKAGE, OutletTemplate)

    def getTestersDictIndex(self):
        """Types of testers, with what they say of themselves."""
        return _index(TESTERS_PACKAGE, TemplateTester)

    def getControllersDictIndex(self):
        """Types of controllers, with what they say of themselves."""
        return _index(CONTROLLERS_PACKAGE, ControllerTemplate)


def _index(package, base):
    index = {}
    for found in load(package, subclasses=base):
        index.setdefault(found.__name__, found.__doc__)
    return index
