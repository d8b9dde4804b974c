"""Runs one Python plugin in its own process, served by the Ockle daemon on file descriptor 3."""
