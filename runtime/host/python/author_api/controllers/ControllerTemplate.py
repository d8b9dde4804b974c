"""What every kind of control extends."""

from common.common import OpState
from ockle_host.switch_template import SwitchTemplate


class ControllerOpState(OpState):
    """States of a control."""

    INIT = -1


class ControllerTemplate(SwitchTemplate):
    """One control of a server. Set what the getter needs before you call this constructor."""

    def __init__(self, name, controllerConfigDict=None, controllerParams=None):
        SwitchTemplate.__init__(self, name)

    def _setControlState(self, state):
        """Override it: starts the server or shuts it down."""

    def _getControlState(self):
        """Override it: True when the server is up."""

    def _write_state(self, state):
        self._setControlState(state)

    def _read_state(self):
        return self._getControlState()
