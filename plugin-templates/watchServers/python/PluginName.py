import time

from plugins.ModuleTemplate import ModuleTemplate


class PluginName(ModuleTemplate):
    """Tells when a server changes its state."""

    def __init__(self, MainDaemon):
        super().__init__(MainDaemon)
        # From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
        self.checkInterval = self.getConfigInt("CHECK_INTERVAL")
        self.lastSeen = {}

    def run(self):
        """Ockle calls this once; go on for as long as the daemon is running."""
        while self.mainDaemon.running:
            self.lookAtServers()
            time.sleep(self.checkInterval)

    def lookAtServers(self):
        # Needed servers come first: router, switch, and then what hangs on them.
        for server in self.mainDaemon.servers.getSortedNodeList():
            name = server.getName()
            state = server.getOpState()
            if state == self.lastSeen.get(name):
                continue
            before = self.lastSeen.get(name, "not seen before")
            self.debug(f"{name} was {before}, now it is {state}")
            self.lastSeen[name] = state
