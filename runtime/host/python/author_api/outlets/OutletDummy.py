"""An outlet that switches nothing."""

from outlets.OutletTemplate import OutletTemplate


class Dummy(OutletTemplate):
    """A dummy outlet, useful for testing"""

    def __init__(self, name, outletConfigDict=None, outletParams=None):
        self._is_on = False
        OutletTemplate.__init__(self, name, outletConfigDict, outletParams)

    def _setOutletState(self, state):
        self._is_on = state

    def _getOutletState(self):
        return self._is_on
