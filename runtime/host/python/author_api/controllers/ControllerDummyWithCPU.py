"""A control that controls nothing, and says how busy this machine is."""

from controllers.ControllerDummy import Dummy
from outlets.OutletDummyWithCPU import CPUsage


class DummyWithCPU(Dummy):
    """A dummy control, useful for testing, also comes with dummy CPU % information"""

    def __init__(self, name, controllerConfigDict=None, controllerParams=None):
        Dummy.__init__(self, name, controllerConfigDict, controllerParams)
        self.cpu = CPUsage()
        self.data["CPU"] = 0

    def updateData(self):
        self.data["CPU"] = self.cpu.compute()
        return self.data
