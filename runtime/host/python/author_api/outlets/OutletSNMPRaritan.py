"""Outlets of Raritan PDUs."""

from outlets.OutletTemplate import OutletTemplate


class Raritan(OutletTemplate):
    """An outlet of a Raritan PDU; there is no driver for it yet"""

    def __init__(self, name, outletConfigDict=None, outletParams=None):
        raise NotImplementedError(
            "Raritan PDUs cannot be switched yet. Use the outlet type Dummy meanwhile."
        )
