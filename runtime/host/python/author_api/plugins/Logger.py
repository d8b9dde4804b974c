"""Writes what servers say of themselves into a database."""

from plugins.ModuleTemplate import ModuleTemplate


class Logger(ModuleTemplate):
    """A plugin to log server and outlet information to a database; Ockle has none yet"""

    def __init__(self, MainDaemon):
        raise NotImplementedError(
            "The log of servers is not written yet. Extend ModuleTemplate, and write what "
            "getOutletsDataDict() and getControlsDataDict() of each server answer, for example with sqlite3."
        )
