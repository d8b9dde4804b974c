"""Calls to a daemon whose SocketListener listens, from a plugin or from a program of its own."""

import json
import socket
import sys
import warnings

from common.common import getINIstringtoDict, getINITemplate, loadConfig, mergeDicts
from common.common import trimOneObjectListsFromDict
from common.CommunicationMessage import Message, MessageClientSend, MessageServerError
from common.Exceptions import ParsingTemplateException

# Longer replies, in bytes, are refused.
_MAX_REPLY = 16 * 1024 * 1024
_SECTION = "plugins.SocketListener"
_config = loadConfig()[0]

PORT = _config.getint(_SECTION, "listener_port", fallback=8088)
SOCKET_TIMEOUT = _config.getfloat(_SECTION, "socket_timeout", fallback=5)
OCKLE_SERVER_HOSTNAME = "127.0.0.1"


def getDataFromServer(command, paramsDict=None, noReturn=False):
    """
    The reply's data: None when there is no connection, {} after an error reply, whose text becomes
    a warning. With `noReturn` no reply is awaited.
    """
    frame = _frame(MessageClientSend(command, paramsDict or {}).toxml())
    try:
        with socket.create_connection((OCKLE_SERVER_HOSTNAME, PORT), SOCKET_TIMEOUT) as connection:
            connection.sendall(frame)
            if noReturn:
                return None
            reply = Message().parse(_receive(connection))
    except OSError as error:
        _warn("No answer from %s: %s" % (_address(), error))
        return None
    if isinstance(reply, MessageServerError):
        _warn("%s failed: %s" % (command, reply.getCommand()))
        return {}
    data = reply.getDataDict()
    return trimOneObjectListsFromDict(data) if isinstance(data, dict) else data


def getServerTree():
    """The servers in Graphviz' language."""
    response = getDataFromServer("dotgraph")
    return "Error connecting to Ockle server" if response is None else response["Dot"]


def getServerView(serverName):
    """All of one server."""
    failure = "Error connecting to Ockle server - Can't get server Info"
    return _or_else(getDataFromServer("ServerView", {"server": serverName}), failure)


def getAutoControlStatus():
    return _or_else(getDataFromServer("getAutoControlStatus"), {"status": "N/A"})


def setAutoControlStatus(dataDict):
    return _or_else(getDataFromServer("setAutoControlStatus", dataDict), {"status": "N/A"})


def switchNetwork(dataDict):
    return _or_else(getDataFromServer("switchNetwork", dataDict), {"status": "N/A"})


def getAvailablePluginsList():
    """Names of plugin classes and what each says of itself."""
    return _or_else(getDataFromServer("getAvailablePluginsList"), {})


def listCommands():
    """Names of commands and the help of each."""
    return getDataFromServer("listCommands")


def restartOckle():
    """Does not wait for a reply."""
    return getDataFromServer("restart", {}, True)


def setServer(dataDict):
    return getDataFromServer("setServer", dataDict)


def switchOutlet(dataDict):
    return getDataFromServer("switchOutlet", dataDict)


def switchControl(dataDict):
    return getDataFromServer("switchControl", dataDict)


def runTest(dataDict):
    return getDataFromServer("runTest", dataDict)


def getINIFile(iniPath):
    """Text of a file below etc."""
    return _value("getINIFile", {"Path": iniPath}, "File")


def setINIFile(iniPath, iniDict):
    return getDataFromServer("setINIFile", {"Path": iniPath, "iniDict": json.dumps(iniDict)})


def deleteINIFile(iniPath):
    return getDataFromServer("deleteINIFile", {"Path": iniPath})


def deleteINISection(section, iniPath):
    return getDataFromServer("deleteINISection", {"Path": iniPath, "Section": section})


def loadINIFileConfig(configPath):
    """A file below etc as {section: {option: text}}."""
    return getINIstringtoDict(getINIFile(configPath))


def loadINIFileTemplate(templatePaths):
    """Templates below src/config, with their values read as JSON."""
    template = getINITemplate(templatePaths)
    try:
        return {
            section: {name: json.loads(text) for name, text in options.items()}
            for section, options in template.items()
        }
    except ValueError as error:
        raise ParsingTemplateException("%s: %s" % (templatePaths, error)) from None


def getPDUDict():
    return _json("getPDUDict", {}, "pdus")


def getTesterDict():
    return _json("getTesterDict", {}, "testers")


def getControllerDict():
    return _json("getControllerDict", {}, "controllers")


def getServerDict():
    return _json("getServerDict", {}, "servers")


def getAvailablePDUsList():
    return _json("getAvailablePDUsList", {}, "PDUs")


def getAvailableTestersList():
    return _json("getAvailableTestersList", {}, "Testers")


def getAvailableControllersList():
    return _json("getAvailableControllersList", {}, "Controllers")


def getAvailableServerOutlets(server):
    """Names of the server's outlets, in order."""
    return dict.fromkeys(
        _json("getAvailableServerOutlets", {"server": server}, "serverOutlets"), ""
    )


def getAvailableServerTesters(server):
    """Names of the server's tests, in order."""
    return dict.fromkeys(
        _json("getAvailableServerTesters", {"server": server}, "serverTesters"), ""
    )


def getAvailableServerControls(server):
    """Names of the server's controls, in order."""
    return dict.fromkeys(
        _json("getAvailableServerControls", {"server": server}, "serverControls"), ""
    )


def getServerAvilableDependencies(server):
    """Servers that `server` needs or could need, with their comments."""
    found = _json("getServerDependencyMap", {"server": server}, "dependencyMap")
    return mergeDicts(found["available"], found["existing"]) if found else {}


def serversDependent(server):
    """Servers that need `server`."""
    found = _json("getServerDependencyMap", {"server": server}, "dependencyMap")
    return list(found["disabled"]) if found else []


def getPDUFolder():
    return loadINIFileConfig("config.ini")["main"]["outlet_dir"]


def getTesterFolder():
    return loadINIFileConfig("config.ini")["main"]["tester_dir"]


def getControllerFolder():
    return loadINIFileConfig("config.ini")["main"]["controller_dir"]


def getServerFolder():
    return loadINIFileConfig("config.ini")["main"]["server_dir"]


def _frame(payload):
    return b"%d:%b" % (len(payload), payload)


def _receive(connection):
    """One frame: its length in bytes, a colon, and so many bytes."""
    length = b""
    while not length.endswith(b":"):
        length += _received(connection, 1)
        if len(length) > 16:
            raise _no_frame()
    try:
        count = int(length[:-1])
    except ValueError:
        raise _no_frame() from None
    if not 0 <= count <= _MAX_REPLY:
        raise ConnectionError("a reply of %d bytes is not read" % count)
    payload = bytearray()
    while len(payload) < count:
        payload += _received(connection, count - len(payload))
    return bytes(payload)


def _received(connection, count):
    data = connection.recv(min(count, 65536))
    if not data:
        raise ConnectionError("%s closed the connection" % _address())
    return data


def _warn(message):
    """Shows the line that called one of these functions."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        level, frame = level + 1, frame.f_back
    warnings.warn(message, stacklevel=level)


def _no_frame():
    return ConnectionError("%s does not speak as Ockle does" % _address())


def _address():
    return "%s:%s" % (OCKLE_SERVER_HOSTNAME, PORT)


def _or_else(response, otherwise):
    return otherwise if response is None else response


def _value(command, data, key):
    response = getDataFromServer(command, data)
    if response is None:
        raise ConnectionError(
            "No daemon answers at %s. Start it with SocketListener in pluginList, or set PORT and "
            "OCKLE_SERVER_HOSTNAME." % _address()
        )
    if key not in response:
        raise RuntimeError("%s failed; the warning before this says why." % command)
    return response[key]


def _json(command, data, key):
    response = getDataFromServer(command, data)
    return json.loads(response[key]) if response else {}
