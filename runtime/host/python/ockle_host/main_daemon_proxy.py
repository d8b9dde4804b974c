"""The daemon as the plugin sees it."""

# One more than the daemon shows, so that it marks the line as cut.
_MAX_LINE = 64 * 1024 + 1


class MainDaemonProxy:
    def __init__(self, servers, communication_handler, etc_dir, clock, link, config):
        self.servers = servers
        self.communicationHandler = communication_handler
        self.ETC_DIR = etc_dir
        self._clock = clock
        self._link = link
        self._config = config

    @property
    def running(self):
        """False as soon as the plugin is asked to stop."""
        return self._clock.is_running

    def debug(self, message):
        """Writes one record to the daemon's log."""
        self._link.debug_line(str(message)[:_MAX_LINE])
