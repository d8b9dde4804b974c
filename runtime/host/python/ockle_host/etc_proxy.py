"""The files below `etc` as the plugin sees them: read and changed by the daemon."""


class EtcProxy:
    """Every path is relative to `etc` and cannot leave it."""

    def __init__(self, link):
        self._link = link

    def readText(self, path):
        """The file's text; None when there is no such file."""
        return self._link.ask("readEtcFile", {"path": path})["text"]

    def readFolder(self, folder):
        """Raw texts of all ini files of “servers”, “outlets”, “testers” or “controllers”."""
        return self._link.ask("readEtcFolder", {"folder": folder})["files"]

    def merge(self, path, sections):
        """Sets options; all other lines, comments among them, stay as they are."""
        self._link.edit_etc({"kind": "merge", "path": path, "sections": sections})

    def deleteFile(self, path):
        """Moves the file to `etc/serversBack`."""
        self._link.edit_etc({"kind": "delete", "path": path})

    def deleteSection(self, path, section):
        self._link.edit_etc({"kind": "deleteSection", "path": path, "section": section})
