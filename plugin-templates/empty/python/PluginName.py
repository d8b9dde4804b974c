from plugins.ModuleTemplate import ModuleTemplate


class PluginName(ModuleTemplate):
    """What this plugin does."""

    def run(self):
        self.debug(self.getConfigVar("MESSAGE"))
