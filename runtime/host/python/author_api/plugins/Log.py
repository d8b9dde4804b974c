"""The table of the log of servers."""

DATA_NAME_TO_UNITS = {"CPU": "%d%%", "current": "%d mA"}
DATA_NAME_TO_UNITS_NAME = {"CPU": "Percentage [%]", "current": "current [mA]"}


class Base:
    """Stands for the base class of tables that SQLAlchemy makes; it has no tables."""


class Log(Base):
    """One row: what a server's outlets and controls said at a time."""

    __tablename__ = "log"

    def __init__(self, server, dataDict, time):
        raise NotImplementedError(
            "The log of servers is not written yet, so there are no rows. Read "
            "getOutletsDataDict() and getControlsDataDict() of a server instead."
        )
