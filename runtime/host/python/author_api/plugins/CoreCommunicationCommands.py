"""The commands that clients look at servers and switch them with."""

import json

import pygraph.readwrite.dot
from controllers.ControllerTemplate import ControllerOpState
from networkTree.ServerNode import ServerNodeOpState
from outlets.OutletTemplate import OutletOpState
from plugins.ModuleTemplate import ModuleTemplate
from pygraph.algorithms.searching import breadth_first_search


def getServerDependencyMap(plugin, serverName):
    """
    Which servers `serverName` can need besides: `available` and `existing` have their comments,
    `disabled` the names along the circle that there would be.
    """
    network = plugin.mainDaemon.servers
    network.getServernode(serverName)
    files = plugin.mainDaemon.etc.readFolder("servers")
    found_from = breadth_first_search(network.graph, serverName)[0]
    existing = network.getDependencies(serverName)
    result = {"available": {}, "disabled": {}, "existing": {}}
    for name in network.getSortedNodeListIndex():
        comment = files.get(name, {}).get("server", {}).get("comment", "")
        if name in existing:
            result["existing"][name] = comment
        elif name in found_from and name != serverName:
            result["disabled"][name] = _path_to(name, found_from)
        elif name != serverName:
            result["available"][name] = comment
    return result


class CoreCommunicationCommands(ModuleTemplate):
    """Add of basic communication commands"""

    def run(self):
        add = self.mainDaemon.communicationHandler.AddCommandToList
        folders = ("outlets", "pdus"), ("testers", "testers"), ("controllers", "controllers")
        names = "getPDUDict", "getTesterDict", "getControllerDict"
        for command, (folder, key) in zip(names, folders):
            add(command, lambda data, folder=folder, key=key: self._files(key, folder))
        add("getServerDict", lambda data: self._files("servers", "servers"))
        lists = ("outlets", "pdu"), ("tests", "tester"), ("controls", "controller")
        keys = "serverOutlets", "serverTesters", "serverControls"
        for key, (option, kind) in zip(keys, lists):
            add("getAvailable" + key[0].upper() + key[1:], self._sections_of(key, option, kind))
        add("dotgraph", self.getDotGraph)
        add("ServerView", self.ServerView)
        add("setServer", self.setServer)
        add("switchOutlet", self.switchOutlet)
        add("switchControl", self.switchControl)
        add("runTest", self.runTest)
        add("getServerDependencyMap", lambda data: self.getServerDependencyMap(data["server"]))
        add("updateNetwork", lambda data: self.updateNetworkCommand())

    def getDotGraph(self, dataDict):
        """The servers and their needs in Graphviz' language."""
        return {"Dot": pygraph.readwrite.dot.write(self.mainDaemon.servers.graph, False)}

    def ServerView(self, dataDict):
        """All of one server; nothing when there is none of that name."""
        server = self.mainDaemon.servers.getServer((dataDict or {}).get("server"))
        if server is None:
            return {}
        return {
            "Name": server.getName(),
            "OpState": server.getOpState(),
            "outlets": json.dumps(_views("outlet", server.getOutlets())),
            "controls": json.dumps(_views("control", server.getControls())),
            "tests": json.dumps(_views("test", server.getTests())),
            "StartAttempts": server.getStartAttempts(),
        }

    def setServer(self, dataDict):
        """Switches a server, whatever it needs, and keeps it that way."""
        server = self.mainDaemon.servers.getServernode(dataDict["server"])
        server.action(dataDict["state"], True)
        server.setOpState(_forced(ServerNodeOpState, dataDict["state"]))
        return {"status": server.getOpState()}

    def switchOutlet(self, dataDict):
        """Switches one outlet, and keeps it that way."""
        server = self.mainDaemon.servers.getServernode(dataDict["server"])
        outlet = _found(server.getOutletByName(dataDict["obj"]), dataDict)
        outlet.setState(dataDict["state"] == "on")
        outlet.setOpState(_forced(OutletOpState, dataDict["state"]))
        return {"status": outlet.getOpState()}

    def switchControl(self, dataDict):
        """Switches one control, and keeps it that way."""
        server = self.mainDaemon.servers.getServernode(dataDict["server"])
        control = _found(server.getControlByName(dataDict["obj"]), dataDict)
        control.setState(dataDict["state"] == "on")
        control.setOpState(_forced(ControllerOpState, dataDict["state"]))
        return {"status": control.getOpState()}

    def runTest(self, dataDict):
        """Runs one test of a server."""
        server = self.mainDaemon.servers.getServernode(dataDict["server"])
        test = _found(server.getTestByName(dataDict["obj"]), dataDict)
        test.runTest()
        return {"status": test.getOpState()}

    def getServerDependencyMap(self, serverName):
        return {"dependencyMap": json.dumps(getServerDependencyMap(self, serverName))}

    def updateNetworkCommand(self):
        self.mainDaemon.servers.updateNetwork()
        return {"status": "done"}

    def _files(self, key, folder):
        return {key: json.dumps(self.mainDaemon.etc.readFolder(folder))}

    def _sections_of(self, key, option, kind):
        """Checked objects in their order first, then the other ones of the file."""

        def answer(data):
            sections = dict(self.mainDaemon.etc.readFolder("servers")[data["server"]])
            checked = json.loads(sections.pop("server", {}).get(option) or "[]")
            names = [*checked, *(name for name in sections if name not in checked)]
            found = {name: sections[name] for name in names if kind in sections.get(name, {})}
            return {key: json.dumps(found)}

        return answer


def _views(kind, objects):
    return {kind + each.getName(): _view(kind, each) for each in objects}


def _view(kind, each):
    view = {"OpState": each.getOpState(), "name": each.getName()}
    if kind != "test":
        view.update(state=each.getState(), data=each.getData())
    return view


def _forced(states, state):
    return states.forcedOn if state == "on" else states.forcedOff


def _found(each, data):
    if each is None:
        raise KeyError("%s has no “%s”." % (data["server"], data["obj"]))
    return each


def _path_to(name, found_from):
    path = []
    while name is not None:
        path.insert(0, name)
        name = found_from[name]
    return path
