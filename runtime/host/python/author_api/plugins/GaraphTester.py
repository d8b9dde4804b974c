"""Offers the servers as a graph."""

import pygraph.readwrite.dot
from plugins.ModuleTemplate import ModuleTemplate


class GraphTester(ModuleTemplate):
    """Simple tester for graph functions"""

    def getDotGraph(self, dataDict):
        """The servers and their needs in Graphviz' language."""
        return {"Dot": pygraph.readwrite.dot.write(self.mainDaemon.servers.graph, False)}

    def run(self):
        self.mainDaemon.communicationHandler.AddCommandToList("dotgraph", self.getDotGraph)
