"""Errors of the server tree."""

from common.Exceptions import Error


class ServerTreeError(Error):
    """Base class of what the server tree refuses."""


class DependencyException(ServerTreeError):
    """Servers would need each other in a circle; `list` has their names along it."""

    def __init__(self, nodesList, msg):
        ServerTreeError.__init__(self, "%s: %s" % (msg, nodesList))
        self.list = nodesList
        self.msg = msg


class ServerNodeUnmetDependencies(ServerTreeError):
    """A server cannot start because servers that it needs did not."""

    def __init__(self, server, requires):
        ServerTreeError.__init__(
            self, "Can't start server node %s. Unmet dependencies: %s" % (server, requires)
        )
        self.server = server
        self.requires = requires
