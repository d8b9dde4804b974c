"""One server with its outlets, controls and tests."""

import time

from common.common import OpState, loadConfig
from testers.TemplateTester import TesterOpState

__all__ = ["MAX_ATTEMPTS", "MAX_STARTUP_TIME", "ServerNode", "ServerNodeOpState"]


class ServerNodeOpState(OpState):
    """States of a server."""


_TURNING = (OpState.SwitcingOn, OpState.SwitchingOff)
_ONISH = (OpState.OK, OpState.forcedOn, OpState.SwitcingOn, OpState.failedToStart)
_FORCED = (OpState.forcedOn, OpState.forcedOff)


def __getattr__(name):
    """MAX_STARTUP_TIME (seconds) and MAX_ATTEMPTS are what etc/config.ini says now."""
    if name == "MAX_STARTUP_TIME":
        return _setting("max_startup_time", float, 60)
    if name == "MAX_ATTEMPTS":
        return _setting("max_attempts", int, 3)
    raise AttributeError("module %r has no attribute %r" % (__name__, name))


class ServerNode:
    """A server of your own; those of `mainDaemon.servers` are the daemon's."""

    def __init__(self, name, outlets=(), tests=(), controls=()):
        self.name = name
        self.outlets = list(outlets)
        self.tests = list(tests)
        self.controls = list(controls)
        self.opState = ServerNodeOpState.INIT
        self.startAttempts = 0
        self.shutdownAttempts = 0

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def getOpState(self):
        return self.opState

    def setOpState(self, opState):
        """Writes another OpState on it; its outlets and controls are left alone."""
        self.opState = opState

    def setState(self, opState):
        """The same as setOpState."""
        self.setOpState(opState)

    def getOutlets(self):
        return self.outlets

    def getControls(self):
        return self.controls

    def getTests(self):
        return self.tests

    def getOutlet(self, index):
        return self.getOutlets()[index]

    def getOutletByName(self, name):
        """The outlet, or None."""
        return _by_name(self.getOutlets(), name)

    def getControlByName(self, name):
        """The control, or None."""
        return _by_name(self.getControls(), name)

    def getTestByName(self, name):
        """The test, or None."""
        return _by_name(self.getTests(), name)

    def setOutletsState(self, state):
        """Switches all outlets; answers those that then read otherwise."""
        for outlet in self.getOutlets():
            outlet.setState(state)
        return [outlet for outlet in self.getOutlets() if outlet.getState() != state]

    def setOutletsOpState(self, opState):
        for outlet in self.getOutlets():
            outlet.setOpState(opState)

    def setControlOpState(self, opState):
        for control in self.getControls():
            control.setOpState(opState)

    def getNotOutletsOpState(self, opState):
        """The outlets in another state."""
        return [outlet for outlet in self.getOutlets() if outlet.getOpState() != opState]

    def getNotControlsOpState(self, opState):
        """The controls in another state."""
        return [control for control in self.getControls() if control.getOpState() != opState]

    def outletsStillStarting(self):
        return any(outlet.getOpState() in _TURNING for outlet in self.getOutlets())

    def controlsStillStarting(self):
        return any(control.getOpState() in _TURNING for control in self.getControls())

    def getFailedTests(self):
        return [test for test in self.getTests() if test.getOpState() == TesterOpState.FAILED]

    def getOutletsDataDict(self):
        """What the outlets say of themselves; keys are `outlet` and the outlet's name."""
        return _data_of("outlet", self.getOutlets())

    def getControlsDataDict(self):
        """What the controls say of themselves; keys are `control` and the control's name."""
        return _data_of("control", self.getControls())

    def getStartAttempts(self):
        return self.startAttempts

    def getShutdownAttempts(self):
        return self.shutdownAttempts

    def incrementStartAttempt(self):
        self.startAttempts += 1

    def incrementShutdownAttempt(self):
        self.shutdownAttempts += 1

    def resetStartAttempt(self):
        self.startAttempts = 0

    def resetShutdownAttempts(self):
        self.shutdownAttempts = 0

    def action(self, text, ignoreDeps=False):
        """“on” switches on, anything else off."""
        return self.turnOn(ignoreDeps) if text == "on" else self.turnOff(ignoreDeps)

    def turnOn(self, ignoreDeps=False):
        """Outlets on, then controls, then the tests; answers the OpState afterwards."""
        self.resetShutdownAttempts()
        self.incrementStartAttempt()
        self._begin(OpState.SwitcingOn)
        failed = _switch(self.getOutlets(), True) + _switch(self.getControls(), True)
        if not ignoreDeps:
            for test in self.getTests():
                test.runTest()
            failed += self.getFailedTests()
        return self._finish(OpState.OK, failed and not ignoreDeps, self.getStartAttempts())

    def turnOff(self, ignoreDeps=False):
        """Controls off, then the outlets unless a control failed; answers the OpState afterwards."""
        self.resetStartAttempt()
        self.incrementShutdownAttempt()
        self._begin(OpState.SwitchingOff)
        failed = _switch(self.getControls(), False)
        if ignoreDeps or not failed:
            failed += _switch(self.getOutlets(), False)
        return self._finish(OpState.OFF, failed and not ignoreDeps, self.getShutdownAttempts())

    def updateOpState(self, runTests=True):
        """Reads the devices, and answers the OpState that they add up to."""
        devices = [*self.getOutlets(), *self.getControls()]
        for device in devices:
            device.updateState()
            device.updateOpState()
        if devices and self.getOpState() not in _FORCED:
            self.setOpState(
                self._state_of([bool(device.getState()) for device in devices], runTests)
            )
        return self.getOpState()

    def _state_of(self, states, run_tests):
        if not any(states):
            return OpState.OFF
        if not all(states):
            is_on = self.getOpState() in _ONISH
            return OpState.failedToStart if is_on else OpState.failedToStop
        if run_tests:
            for test in self.getTests():
                test.runTest()
        return OpState.failedToStart if self.getFailedTests() else OpState.OK

    def _begin(self, opState):
        self.setOpState(opState)
        self.setOutletsOpState(opState)
        self.setControlOpState(opState)

    def _finish(self, goal, has_failed, attempts):
        if not has_failed:
            self.resetStartAttempt()
            self.resetShutdownAttempts()
            self.setOpState(goal)
            return goal
        is_on = goal == OpState.OK
        limit = _setting("max_attempts", int, 3)
        if limit != 0 and attempts >= limit:
            for_good = (
                OpState.permanentlyFailedToStart if is_on else OpState.permanentlyFailedToStop
            )
            self.setOpState(for_good)
        else:
            self.setOpState(OpState.failedToStart if is_on else OpState.failedToStop)
        return self.getOpState()


def _switch(devices, state):
    """Switches them and waits for what hangs on them; answers those that failed."""
    failed = [device for device in devices if not device.setState(state)]
    for device in devices:
        if device not in failed:
            device.setOpState(OpState.OK if state else OpState.OFF)
        else:
            device.setOpState(OpState.failedToStart if state else OpState.failedToStop)
    if devices:
        time.sleep(_setting("max_startup_time", float, 60))
    return failed


def _setting(option, convert, default):
    config = loadConfig()[0]
    return convert(config.get("servers", option, fallback=default))


def _data_of(kind, devices):
    return {
        kind + device.getName(): {**device.getData(), "name": device.getName()}
        for device in devices
    }


def _by_name(items, name):
    return next((item for item in items if item.getName() == name), None)
