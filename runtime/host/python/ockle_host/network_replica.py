"""The plugin's own copy of the server tree, kept up by the daemon's parts and deltas."""


class NetworkReplica:
    """Written by the connection's thread only; each change replaces the whole dictionary."""

    def __init__(self):
        self._servers = {}
        # (the servers it was made of, names by the name they need): made when first asked for.
        self._dependents = None
        self._parts = []
        self.last_seq = 0

    @property
    def names(self):
        """Needed servers first."""
        return list(self._servers)

    def get(self, name):
        return self._servers.get(name)

    def dependents(self, name):
        """Names that need `name`, in order."""
        servers = self._servers
        known = self._dependents
        if known is None or known[0] is not servers:
            known = (servers, _reversed_needs(servers))
            self._dependents = known
        return list(known[1].get(name, ()))

    def take_part(self, part):
        """A snapshot counts once all its parts are here."""
        if part["part"] == 0:
            self._parts = []
        self._parts.append(part)
        if len(self._parts) < part["parts"]:
            return
        self._servers = {
            server["name"]: server for piece in self._parts for server in piece["servers"]
        }
        self.last_seq = part["seq"]
        self._parts = []

    def take_delta(self, delta):
        if delta["seq"] <= self.last_seq:
            return
        servers = dict(self._servers)
        for server in delta["changed"]:
            servers[server["name"]] = server
        self._servers = servers
        self.last_seq = delta["seq"]


def _reversed_needs(servers):
    needs = {}
    for name, server in servers.items():
        for dependency in server["dependencies"]:
            needs.setdefault(dependency, []).append(name)
    return needs
