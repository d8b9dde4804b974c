"""The same as GaraphTester, the file's name in the original."""

from plugins.GaraphTester import GraphTester

__all__ = ["GraphTester"]
