"""The class of each server, and its states."""

from common.common import OpState
from ockle_host.server_node_proxy import ServerNodeProxy as ServerNode

__all__ = ["ServerNode", "ServerNodeOpState"]


class ServerNodeOpState(OpState):
    """A server has the states that everything has."""
