import time

from plugins.ModuleTemplate import ModuleTemplate


class PluginName(ModuleTemplate):
    """Writes a message every few seconds."""

    def __init__(self, MainDaemon):
        super().__init__(MainDaemon)
        # From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
        self.waitTime = self.getConfigInt("WAIT_TIME")

    def run(self):
        """Ockle calls this once; go on for as long as the daemon is running."""
        count = 0
        while self.mainDaemon.running:
            count += 1
            self.debug(f"Message {count}, the next one comes in {self.waitTime} seconds")
            time.sleep(self.waitTime)
