"""Loads plugins; named as the package that the original uses."""
