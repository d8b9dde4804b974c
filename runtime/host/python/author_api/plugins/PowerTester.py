"""Switches everything off and on again."""

import time

from plugins.ModuleTemplate import ModuleTemplate


class PowerTester(ModuleTemplate):
    """Simple tester plugin that turns all servers off, then on one after the other"""

    def run(self):
        self.mainDaemon.servers.allOff()
        time.sleep(1)
        if self.mainDaemon.running:
            self.mainDaemon.servers.initiateStartup()
