"""What every kind of outlet extends."""

from common.common import OpState


class OutletOpState(OpState):
    """States of an outlet."""

    INIT = -1


class OutletTemplate:
    """One outlet of a PDU. Set what the getter needs before you call this constructor."""

    def __init__(self, name, outletConfigDict=None, outletParams=None):
        self.data = {}
        self.setName(name)
        self.updateState()
        self.updateOpState()

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def getState(self):
        """What was last read from the device."""
        return self.state

    def setState(self, state):
        """Switches it; True when the device then reads as asked."""
        self._setOutletState(state)
        self.updateState()
        return self.getState() == state

    def updateState(self):
        """Reads the device."""
        self.state = self._getOutletState()

    def getOpState(self):
        return self.opState

    def setOpState(self, state):
        self.opState = state

    def updateOpState(self):
        """Takes OK or OFF as OpState, as it was last read; answers what was read."""
        self.setOpState(OutletOpState.OK if self.getState() else OutletOpState.OFF)
        return self.getState()

    def getOutletType(self):
        """Name of the type."""
        return self.__class__.__name__

    def getData(self):
        """What the device says of itself, by key."""
        self.updateData()
        return self.data

    def _setOutletState(self, state):
        """Override it: switches the device."""

    def _getOutletState(self):
        """Override it: True when the device is on."""

    def updateData(self):
        """Override it: puts what the device says into `self.data`."""
