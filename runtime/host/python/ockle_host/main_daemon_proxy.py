"""The daemon as the plugin sees it."""

from ockle_host.etc_proxy import EtcProxy

# One more than the daemon shows, so that it marks the line as cut.
_MAX_LINE = 64 * 1024 + 1


class MainDaemonProxy:
    def __init__(self, replica, communication_handler, request, clock, link, config):
        folders = request["folders"]
        self.communicationHandler = communication_handler
        self.etc = EtcProxy(link)
        self.ETC_DIR = folders["etc"]
        self.SERVERS_DIR = folders["servers"]
        self.OUTLETS_DIR = folders["outlets"]
        self.TESTERS_DIR = folders["testers"]
        self.CONTROLLERS_DIR = folders["controllers"]
        # The plugins themselves run in processes of their own.
        self.plugins = [_descriptor(name) for name in request["pluginList"]]
        self._plugin_list = list(request["pluginList"])
        self._replica = replica
        self._clock = clock
        self._link = link
        self._config = config

    def __getattr__(self, name):
        """What not every plugin asks for, and takes long to load, is made when it is asked for."""
        if name == "servers":
            from ockle_host.server_network_proxy import ServerNetworkProxy

            made = ServerNetworkProxy(self._replica, self._link)
        elif name == "config":
            from ockle_host.project_context import new_config

            # What etc/config.ini said when the plugin was loaded.
            made = new_config()
        else:
            raise AttributeError("%r object has no attribute %r" % (type(self).__name__, name))
        # Another thread may have been quicker.
        return self.__dict__.setdefault(name, made)

    @property
    def running(self):
        """False as soon as the plugin is asked to stop."""
        return self._clock.is_running

    def debug(self, message):
        """Writes one record to the daemon's log."""
        self._link.debug_line(str(message)[:_MAX_LINE])

    def getPluginList(self):
        """Class names of the enabled plugins, in order."""
        return list(self._plugin_list)

    def getAvailablePluginsListIndex(self, dict=None):
        """Names of all plugin classes, enabled or not, with what each says of itself."""
        return self._link.call_command("getAvailablePluginsList", None)

    def reload(self, dataDict=None):
        """Restarts the daemon; returns before that happens."""
        self._link.end_daemon("restart")

    def shutdown(self):
        """Stops every plugin and ends the daemon; returns before that happens."""
        self._link.end_daemon("shutdown")


class PluginDescriptor:
    """Stands for a plugin of the daemon; its class has the plugin's name and nothing else."""

    def __getattr__(self, name):
        raise AttributeError(
            "%s runs in a process of its own, so its “%s” cannot be reached. Call one of its commands: "
            "mainDaemon.communicationHandler.sendCommand(name, data)."
            % (self.__class__.__name__, name)
        )


def _descriptor(name):
    return type(name, (PluginDescriptor,), {})()
