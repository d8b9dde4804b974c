"""One server as the plugin sees it, with its outlets, controls and tests."""

_TURNING = ("Switching on", "Switching off")


class ServerNodeProxy:
    def __init__(self, name, replica, link):
        self._name = name
        self._replica = replica
        self._link = link
        self._objects = {}

    def getName(self):
        return self._name

    def getOpState(self):
        return self._snapshot()["opState"]

    def getOutlets(self):
        return self._switches("outlets", "setOutlet")

    def getControls(self):
        return self._switches("controls", "setControl")

    def getTests(self):
        return [
            self._object("tests/" + test["name"], TestProxy, test["name"])
            for test in self._snapshot()["tests"]
        ]

    def getOutlet(self, index):
        return self.getOutlets()[index]

    def getOutletByName(self, name):
        return _by_name(self.getOutlets(), name)

    def getControlByName(self, name):
        return _by_name(self.getControls(), name)

    def getTestByName(self, name):
        return _by_name(self.getTests(), name)

    def getNotOutletsOpState(self, opState):
        return [outlet for outlet in self.getOutlets() if outlet.getOpState() != opState]

    def getNotControlsOpState(self, opState):
        return [control for control in self.getControls() if control.getOpState() != opState]

    def outletsStillStarting(self):
        return any(outlet.getOpState() in _TURNING for outlet in self.getOutlets())

    def controlsStillStarting(self):
        return any(control.getOpState() in _TURNING for control in self.getControls())

    def getFailedTests(self):
        return [test for test in self.getTests() if test.getOpState() == "FAILED"]

    def getStartAttempts(self):
        return self._snapshot()["startAttempts"]

    def getShutdownAttempts(self):
        return self._snapshot()["shutdownAttempts"]

    def turnOn(self):
        """Switches the server on and answers its OpState afterwards."""
        self._link.act("turnOn", self._name, {})
        return self.getOpState()

    def turnOff(self):
        """Switches the server off and answers its OpState afterwards."""
        self._link.act("turnOff", self._name, {})
        return self.getOpState()

    def action(self, text):
        """“on” switches on, anything else off."""
        return self.turnOn() if text == "on" else self.turnOff()

    def _switches(self, kind, verb):
        return [
            self._object(kind + "/" + item["name"], SwitchProxy, item["name"], kind, verb)
            for item in self._snapshot()[kind]
        ]

    def _object(self, key, kind, *details):
        """The same object each time, so that what a plugin attaches to it stays."""
        known = self._objects.get(key)
        if known is None:
            known = self._objects.setdefault(key, kind(self, *details))
        return known

    def _snapshot(self):
        server = self._replica.get(self._name)
        if server is None:
            raise KeyError("The server “%s” is no longer there." % self._name)
        return server

    def _read(self, kind, name):
        for item in self._snapshot()[kind]:
            if item["name"] == name:
                return item
        raise KeyError("“%s/%s” is no longer there." % (self._name, name))

    def _act(self, verb, name, args):
        self._link.act(verb, self._name + "/" + name, args)


class SwitchProxy:
    """An outlet or a control."""

    def __init__(self, server, name, kind, verb):
        self._server = server
        self._name = name
        self._kind = kind
        self._verb = verb

    def getName(self):
        return self._name

    def getOpState(self):
        return self._server._read(self._kind, self._name)["opState"]

    def getState(self):
        """What was last read from the device; None when it could not be read."""
        return self._server._read(self._kind, self._name)["state"]

    def setState(self, state):
        """Switches it; True when the device then reads as asked."""
        self._server._act(self._verb, self._name, {"state": bool(state)})
        return self.getState() is bool(state)


class TestProxy:
    """A test of a server."""

    def __init__(self, server, name):
        self._server = server
        self._name = name

    def getName(self):
        return self._name

    def getOpState(self):
        return self._server._read("tests", self._name)["opState"]

    def runTest(self):
        """Runs it now; True when it passed."""
        self._server._act("runTest", self._name, {})
        return self.getOpState() == "SUCCEEDED"


def _by_name(items, name):
    for item in items:
        if item.getName() == name:
            return item
    return None
