"""Where clients connect to."""

from plugins.ModuleTemplate import ModuleTemplate


class SocketListener(ModuleTemplate):
    """Lets Ockle talk to a webserver or client using a network socket; Ockle ships it"""

    def __init__(self, MainDaemon):
        raise NotImplementedError(
            "The SocketListener that ships with Ockle listens; put “SocketListener” into pluginList. "
            "To listen yourself, extend ModuleTemplate and answer messages with "
            "self.mainDaemon.communicationHandler.handleMessage(message)."
        )
