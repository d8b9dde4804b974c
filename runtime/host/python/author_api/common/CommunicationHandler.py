"""Keeps commands and runs them."""

from common.common import trimOneObjectListsFromDict
from common.CommunicationMessage import MessageServerError, MessageServerSend


class CommunicationHandler:
    """Commands by name; `mainDaemon.communicationHandler` is one that reaches the whole daemon."""

    def __init__(self, mainDaemon):
        self.mainDaemon = mainDaemon
        self.commandDict = {}
        self.AddCommandToList("listCommands", self.listCommands)

    def AddCommandToList(self, command, function, help=None):
        """Lets `function` answer `command`; it gets the data and answers a dictionary."""
        self.commandDict[command] = function

    def listCommands(self, dataDict):
        """Names of all commands with the help of each."""
        return {name: function.__doc__ or "" for name, function in self.commandDict.items()}

    def sendCommand(self, command, data=None):
        """Runs a command and answers its reply."""
        reply = self.commandDict[command](data)
        return {} if reply is None else reply

    def handleMessage(self, message):
        """Answers a message with a message."""
        command = message.getCommand()
        if not self.hasCommand(command):
            return MessageServerError("Unknown Command")
        data = message.getDataDict()
        if data is not None:
            data = trimOneObjectListsFromDict(data)
        return MessageServerSend(command, self.sendCommand(command, data))

    def hasCommand(self, command):
        """True when somebody answers `command`."""
        return command in self.commandDict
