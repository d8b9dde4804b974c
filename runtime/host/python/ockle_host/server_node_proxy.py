"""One server of the daemon as the plugin sees it."""

from networkTree.ServerNode import ServerNode
from ockle_host.server_object_proxies import ControlProxy, OutletProxy, TestProxy


class ServerNodeProxy(ServerNode):
    """Reads come from the plugin's copy, actions go through the daemon; other attributes stay here."""

    def __init__(self, name, replica, link):
        self._name = name
        self._replica = replica
        self._link = link
        self._objects = {}

    @property
    def name(self):
        return self._name

    def setName(self, name):
        raise AttributeError(
            "%s cannot be renamed while it runs; rename %s."
            % (self._name, self._snapshot()["file"])
        )

    @property
    def opState(self):
        return self._snapshot()["opState"]

    @opState.setter
    def opState(self, opState):
        self.setOpState(opState)

    def setOpState(self, opState):
        """Writes another OpState on it; its outlets and controls are left alone."""
        self._link.act("setOpState", self._name, {"opState": opState})

    @property
    def outlets(self):
        return self._list("outlets", OutletProxy)

    @property
    def controls(self):
        return self._list("controls", ControlProxy)

    @property
    def tests(self):
        return self._list("tests", TestProxy)

    @property
    def startAttempts(self):
        return self._snapshot()["startAttempts"]

    @startAttempts.setter
    def startAttempts(self, count):
        self._set_attempts(count)

    @property
    def shutdownAttempts(self):
        return self._snapshot()["shutdownAttempts"]

    @shutdownAttempts.setter
    def shutdownAttempts(self, count):
        self._set_attempts(count)

    def incrementStartAttempt(self):
        raise _attempts_are_counted()

    def incrementShutdownAttempt(self):
        raise _attempts_are_counted()

    def resetStartAttempt(self):
        """Forgets failed attempts of both directions."""
        self.resetAttempts()

    def resetShutdownAttempts(self):
        """Forgets failed attempts of both directions."""
        self.resetAttempts()

    def resetAttempts(self):
        """Forgets failed attempts, so that a permanent failure can be tried again."""
        self._link.act("resetAttempts", self._name, {})

    def getOutletsDataDict(self):
        """Data of all outlets, asked now; keys are `outlet` and the outlet's name."""
        return _prefixed("outlet", self._read_data()["outlets"])

    def getControlsDataDict(self):
        """Data of all controls, asked now; keys are `control` and the control's name."""
        return _prefixed("control", self._read_data()["controls"])

    def turnOn(self, ignoreDeps=False):
        """Switches the server on and answers its OpState afterwards."""
        return self._switch("turnOn", ignoreDeps)

    def turnOff(self, ignoreDeps=False):
        """Switches the server off and answers its OpState afterwards."""
        return self._switch("turnOff", ignoreDeps)

    def updateOpState(self, runTests=True):
        """Lets the daemon read its devices, and answers the OpState that they add up to."""
        self._link.act("updateNetwork", self._name, {} if runTests else {"runTests": False})
        return self.opState

    def _switch(self, verb, ignore_deps):
        self._link.act(verb, self._name, {"ignoreDeps": True} if ignore_deps is True else {})
        return self.opState

    def _set_attempts(self, count):
        if count != 0:
            raise _attempts_are_counted()
        self.resetAttempts()

    def _list(self, kind, proxy):
        """The same objects each time, so that what a plugin attaches to them stays."""
        return [self._object(kind, item["name"], proxy) for item in self._snapshot()[kind]]

    def _object(self, kind, name, proxy):
        known = self._objects.get((kind, name))
        if known is None:
            known = self._objects.setdefault((kind, name), proxy(self, name))
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

    def _read_data(self):
        return self._link.ask("readData", {"server": self._name})

    def __repr__(self):
        return "<server %s: %s>" % (self._name, self.opState)


def _attempts_are_counted():
    return AttributeError(
        "The daemon counts attempts; resetAttempts() is all that can be done to them."
    )


def _prefixed(kind, data):
    return {kind + name: {**values, "name": name} for name, values in data.items()}
