"""What every kind of test extends."""


class TesterOpState:
    """States of a test."""

    INIT = -1
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class TemplateTester:
    """One test of a server."""

    def __init__(self, name, testerConfigDict=None, testerParams=None):
        self.opState = TesterOpState.INIT
        self.setName(name)

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def getOpState(self):
        return self.opState

    def setOpState(self, state):
        self.opState = state

    def runTest(self):
        """Runs it now; getOpState says how it went. Answers True when it passed."""
        passed = bool(self._test())
        self.setOpState(TesterOpState.SUCCEEDED if passed else TesterOpState.FAILED)
        return passed

    def _test(self):
        """Override it: True when the server works."""
