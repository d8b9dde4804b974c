"""What templates of outlets and of controls have in common: something that is on or off."""

from common.common import OpState


class SwitchTemplate:
    def __init__(self, name):
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
        self._write_state(state)
        self.updateState()
        return self.getState() == state

    def updateState(self):
        """Reads the device."""
        self.state = self._read_state()

    def getOpState(self):
        return self.opState

    def setOpState(self, state):
        self.opState = state

    def updateOpState(self):
        """Takes OK or OFF as OpState, as it was last read."""
        self.setOpState(OpState.OK if self.getState() else OpState.OFF)

    def getData(self):
        """What the device says of itself, by key."""
        self.updateData()
        return self.data

    def updateData(self):
        """Override it: puts what the device says into `self.data`."""

    def _write_state(self, state):
        raise NotImplementedError

    def _read_state(self):
        raise NotImplementedError
