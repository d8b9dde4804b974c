"""A control that controls nothing."""

from controllers.ControllerTemplate import ControllerTemplate


class Dummy(ControllerTemplate):
    """A dummy control, useful for testing"""

    def __init__(self, name, controllerConfigDict=None, controllerParams=None):
        fails = str((controllerParams or {}).get("simulate_shutdown_fail", "false"))
        self._fails_to_stop = fails.strip().lower() == "true"
        self._is_up = True
        ControllerTemplate.__init__(self, name, controllerConfigDict, controllerParams)

    def _setControlState(self, state):
        self._is_up = bool(state) or self._fails_to_stop

    def _getControlState(self):
        return self._is_up
