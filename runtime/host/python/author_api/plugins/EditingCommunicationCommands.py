"""The commands that clients change files of etc with."""

import json

from plugins.ModuleTemplate import ModuleTemplate


class EditingCommunicationCommands(ModuleTemplate):
    """Add a commands that let you modify Ockle config files"""

    def run(self):
        add = self.mainDaemon.communicationHandler.AddCommandToList
        add("getINIFile", lambda data: self.getINIFileCommand(data["Path"]))
        add("setINIFile", self.setINIFileCommand)
        add("deleteINIFile", lambda data: self.deleteINIFileCommand(data["Path"]))
        add(
            "deleteINISection",
            lambda data: self.deleteINISectionCommand(data["Path"], data["Section"]),
        )

    def getINIFileCommand(self, path):
        """The file's text; a single blank when there is no such file."""
        text = self.mainDaemon.etc.readText(path)
        return {"File": " " if text is None else text}

    def setINIFileCommand(self, dataDict):
        """Sets options; lists become JSON, all other lines of the file stay."""
        sections = {
            section: {name: _text(name, value) for name, value in options.items()}
            for section, options in json.loads(dataDict["iniDict"]).items()
        }
        self.mainDaemon.etc.merge(dataDict["Path"], sections)
        return {"succeeded": True}

    def deleteINIFileCommand(self, path):
        """Moves the file to etc/serversBack."""
        try:
            self.mainDaemon.etc.deleteFile(path)
        except Exception as error:
            return {"succeeded": False, "error": str(error)}
        return {"succeeded": True}

    def deleteINISectionCommand(self, path, section):
        try:
            self.mainDaemon.etc.deleteSection(path, section)
        except Exception as error:
            message = "Failed remove section %s in file %s" % (section, path)
            self.debug("%s: %s" % (message, error))
            return {"succeeded": False, "error": message}
        return {"succeeded": True}


def _text(name, value):
    if isinstance(value, list):
        return json.dumps(value)
    if not isinstance(value, str):
        raise TypeError("The value of %s has to be text or a list." % name)
    return value
