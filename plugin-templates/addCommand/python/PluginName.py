from plugins.ModuleTemplate import ModuleTemplate


class PluginName(ModuleTemplate):
    """Adds a command that clients and other plugins can call."""

    def __init__(self, MainDaemon):
        super().__init__(MainDaemon)
        # From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
        self.greeting = self.getConfigVar("GREETING")

    def run(self):
        """Ockle calls this once; the command stays after it has ended."""
        self.mainDaemon.communicationHandler.AddCommandToList("greetPluginName", self.greet)
        self.debug("Waiting for the command greetPluginName")

    def greet(self, dataDict):
        """Greets: send "name", get "greeting"."""
        name = (dataDict or {}).get("name", "whoever you are")
        self.debug(f"Greeting {name}")
        return {"greeting": f"{self.greeting}, {name}!"}
