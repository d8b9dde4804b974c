"""Ockle's operation states."""


class OpState:
    """The texts that getOpState answers, spelt as the original spells them."""

    OK = "OK"
    OFF = "OFF"
    failedToStart = "Failed to start"
    failedToStop = "Failed to stop"
    SwitcingOn = "Switching on"
    SwitchingOff = "Switching off"
    permanentlyFailedToStart = "Permanently failed to start"
    permanentlyFailedToStop = "Permanently failed to Stop"
    forcedOn = "Forced on"
    forcedOff = "Forced off"
    INIT = "Did not initiate yet"
    unknown = "Unknown"
