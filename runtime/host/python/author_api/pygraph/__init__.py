"""Graphs; named as the package that the original uses."""
