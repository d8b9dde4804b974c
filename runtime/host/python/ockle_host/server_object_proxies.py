"""Outlets, controls and tests of the daemon's servers, as the plugin sees them."""

from controllers.ControllerTemplate import ControllerTemplate
from outlets.OutletTemplate import OutletTemplate
from testers.TemplateTester import TemplateTester


class _ObjectProxy:
    """What all three share; reads come from the plugin's copy, actions go through the daemon."""

    # The server's list that has them.
    _kind = None

    def __init__(self, server, name):
        self._server = server
        self._name = name

    @property
    def name(self):
        return self._name

    def setName(self, name):
        raise AttributeError(
            "%s cannot be renamed while it runs; rename its section in %s."
            % (self._target(), self._server._snapshot()["file"])
        )

    @property
    def opState(self):
        return self._read()["opState"]

    @opState.setter
    def opState(self, opState):
        self.setOpState(opState)

    def _read(self):
        return self._server._read(self._kind, self._name)

    def _target(self):
        return self._server.getName() + "/" + self._name

    def _act(self, verb, args):
        self._server._link.act(verb, self._target(), args)

    def __repr__(self):
        return "<%s of %s: %s>" % (self._kind[:-1], self._target(), self.opState)


class _SwitchProxy(_ObjectProxy):
    """An outlet or a control."""

    _verb = None

    @property
    def state(self):
        """What was last read from the device; None when it could not be read."""
        return self._read()["state"]

    @property
    def data(self):
        """What the device says of itself; it is asked now."""
        return self._server._read_data()[self._kind].get(self._name, {})

    def setState(self, state):
        """Switches it; True when the device then reads as asked."""
        self._act(self._verb, {"state": bool(state)})
        return self.state is bool(state)

    def setOpState(self, state):
        """Writes another OpState on it; the device itself is left alone."""
        self._act("setOpState", {"opState": state, "list": self._kind})

    def updateState(self):
        """Lets the daemon read the devices of the server."""
        self._server.updateOpState()

    def updateOpState(self):
        """Lets the daemon read the devices of the server; answers what was read of this one."""
        self.updateState()
        return self.state

    def updateData(self):
        """`data` is asked each time, so there is nothing to do."""


class OutletProxy(_SwitchProxy, OutletTemplate):
    """An outlet of a server."""

    _kind = "outlets"
    _verb = "setOutlet"

    def getOutletType(self):
        """Name of the device's type."""
        return self._read()["type"]


class ControlProxy(_SwitchProxy, ControllerTemplate):
    """A control of a server."""

    _kind = "controls"
    _verb = "setControl"


class TestProxy(_ObjectProxy, TemplateTester):
    """A test of a server."""

    _kind = "tests"

    def setOpState(self, state):
        raise AttributeError("Only running a test changes its OpState; call runTest().")

    def runTest(self):
        """Runs it now; True when it passed."""
        self._act("runTest", {})
        return self.opState == "SUCCEEDED"
