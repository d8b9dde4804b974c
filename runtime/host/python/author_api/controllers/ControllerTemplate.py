"""What every kind of control extends."""

from common.common import OpState


class ControllerOpState(OpState):
    """States of a control."""

    INIT = -1


class ControllerTemplate:
    """One control of a server. Set what the getter needs before you call this constructor."""

    def __init__(self, name, controllerConfigDict=None, controllerParams=None):
        self.data = {}
        self.setName(name)
        self.updateState()
        self.updateOpState()

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def getState(self):
        """What was last read from the server."""
        return self.state

    def setState(self, state):
        """Starts the server or shuts it down; True when it then reads as asked."""
        self._setControlState(state)
        self.updateState()
        return self.getState() == state

    def updateState(self):
        """Reads the server."""
        self.state = self._getControlState()

    def getOpState(self):
        return self.opState

    def setOpState(self, state):
        self.opState = state

    def updateOpState(self):
        """Takes OK or OFF as OpState, as it was last read."""
        self.setOpState(ControllerOpState.OK if self.getState() else ControllerOpState.OFF)

    def getData(self):
        """What the server says of itself, by key."""
        self.updateData()
        return self.data

    def _setControlState(self, state):
        """Override it: starts the server or shuts it down."""

    def _getControlState(self):
        """Override it: True when the server is up."""

    def updateData(self):
        """Override it: puts what the server says into `self.data`."""
