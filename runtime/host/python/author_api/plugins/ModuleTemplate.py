"""The base class of every plugin."""

import json
import os
from threading import Thread

from common.common import getINITemplate

__all__ = ["ModuleTemplate", "Thread", "getINITemplate", "json", "os"]


class ModuleTemplate(Thread):
    """Override `run` and loop while `self.mainDaemon.running`; it has its own thread."""

    def __init__(self, MainDaemon):
        Thread.__init__(self)
        self.mainDaemon = MainDaemon

    def run(self):
        """The plugin's work."""

    def stop(self):
        """Called when the plugin has to stop; override it to release what you hold."""

    def getConfigVar(self, value):
        """Text from config.ini, else the typed default of the ini template."""
        return self.mainDaemon._config.get_var(value)

    def getConfigInt(self, value):
        """Whole number from config.ini, else (with a warning when it is no number) the default."""
        return self.mainDaemon._config.get_int(value)

    def debug(self, message):
        """Writes `<Class>: message` to the daemon's log."""
        self.mainDaemon.debug("%s: %s" % (self.__class__.__name__, message))

    def _loadConfigVariableTemplate(self, value):
        """The typed default of the ini template, whatever config.ini says."""
        return self.mainDaemon._config.get_default(value)
