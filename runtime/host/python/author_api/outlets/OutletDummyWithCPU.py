"""An outlet that switches nothing, and says how busy this machine is."""

import time

from outlets.OutletDummy import Dummy

# Position of the idle time in the first line of /proc/stat.
_IDLE = 3


class CPUsage:
    """How busy this machine's processors are; each question takes `interval` seconds."""

    def __init__(self, interval=0.1, percentage=True):
        self.interval = interval
        self.percentage = percentage
        self.result = self.compute()

    def get_time(self):
        """Ticks since the start: user, nice, system, idle; nothing where Linux does not count them."""
        try:
            with open("/proc/stat", encoding="ascii") as stat:
                return [int(ticks) for ticks in stat.readline().split()[1:5]]
        except OSError:
            return [0, 0, 0, 0]

    def delta_time(self):
        """Ticks during the interval."""
        before = self.get_time()
        time.sleep(self.interval)
        return [after - earlier for after, earlier in zip(self.get_time(), before)]

    def compute(self):
        """Percentage that was not idle, or the number of ticks."""
        ticks = self.delta_time()
        total = sum(ticks)
        if not self.percentage:
            return total
        return 100 - ticks[_IDLE] * 100.0 / total if total else 0.0

    def __repr__(self):
        return str(self.result)


class DummyWithCPU(Dummy):
    """A dummy outlet, useful for testing, also comes with dummy CPU % information"""

    def __init__(self, name, outletConfigDict=None, outletParams=None):
        Dummy.__init__(self, name, outletConfigDict, outletParams)
        self.cpu = CPUsage()
        self.data["CPU"] = 0

    def updateData(self):
        self.data["CPU"] = self.cpu.compute()
        return self.data
