"""Ockle's plugins; the host adds the project's src/plugins to this package."""
