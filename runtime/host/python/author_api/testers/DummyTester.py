"""A test whose outcome is written in the server's file."""

from testers.TemplateTester import TemplateTester


class Dummy(TemplateTester):
    """A dummy test, useful for testing; passes unless `succeed` is false"""

    def __init__(self, name, testerConfigDict=None, testerParams=None):
        TemplateTester.__init__(self, name, testerConfigDict, testerParams)
        succeed = str((testerParams or {}).get("succeed", "true"))
        self.succeed = succeed.strip().lower() in ("true", "1", "yes")

    def _test(self):
        return self.succeed
