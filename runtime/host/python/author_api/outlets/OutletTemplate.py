"""What every kind of outlet extends."""

from common.common import OpState
from ockle_host.switch_template import SwitchTemplate


class OutletOpState(OpState):
    """States of an outlet."""

    INIT = -1


class OutletTemplate(SwitchTemplate):
    """One outlet of a PDU. Set what the getter needs before you call this constructor."""

    def __init__(self, name, outletConfigDict=None, outletParams=None):
        SwitchTemplate.__init__(self, name)

    def updateOpState(self):
        """Takes OK or OFF as OpState, as it was last read; answers what was read."""
        SwitchTemplate.updateOpState(self)
        return self.getState()

    def getOutletType(self):
        """Name of the type."""
        return self.__class__.__name__

    def _setOutletState(self, state):
        """Override it: switches the device."""

    def _getOutletState(self):
        """Override it: True when the device is on."""

    def _write_state(self, state):
        self._setOutletState(state)

    def _read_state(self):
        return self._getOutletState()
