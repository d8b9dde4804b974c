"""The class of `mainDaemon.servers`."""

from ockle_host.server_network_proxy import ServerNetworkProxy as ServerNetwork

__all__ = ["ServerNetwork"]
