"""Calls to the daemon."""
