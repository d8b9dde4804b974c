"""Operation states, and helpers for ini files and dictionaries."""

import json
import os
from collections import OrderedDict

from ockle_host.project_context import etc_folder, new_config, new_parser, project_folder


class OpState:
    """The texts that getOpState answers, spelt as the original spells them."""

    OK = "OK"
    OFF = "OFF"
    failedToStart = "Failed to start"
    failedToStop = "Failed to stop"
    SwitcingOn = "Switching on"
    SwitchingOn = SwitcingOn
    SwitchingOff = "Switching off"
    permanentlyFailedToStart = "Permanently failed to start"
    permanentlyFailedToStop = "Permanently failed to Stop"
    forcedOn = "Forced on"
    forcedOff = "Forced off"
    INIT = "Did not initiate yet"
    unknown = "Unknown"


# Colours of the states in Graphviz' language.
COLOR_DICT = {
    -1: "black",
    OpState.INIT: "black",
    OpState.unknown: "black",
    OpState.OK: "green",
    OpState.OFF: "#969696",
    OpState.forcedOn: "#CCFF99",
    OpState.forcedOff: "#660066",
    OpState.failedToStart: "orange",
    OpState.failedToStop: "yellow",
    OpState.SwitcingOn: "grey",
    OpState.SwitchingOff: "blue",
    OpState.permanentlyFailedToStart: "red",
    OpState.permanentlyFailedToStop: "darkred",
}


def loadConfig():
    """Answers a ConfigParser with etc/config.ini, and the path of the etc folder."""
    return new_config(), etc_folder()


def appendProjectPath(path=""):
    """Answers `path` below the project's folder; the folder ends in a slash."""
    return os.path.join(project_folder(), path)


def turpleList2Dict(tupleList):
    """Turns (option, text) pairs into a dictionary; a text that begins with “[” is read as JSON."""
    return {
        name: json.loads(text) if isinstance(text, str) and text.startswith("[") else text
        for name, text in tupleList
    }


def trimOneObjectListsFromDict(d):
    """Puts the first element in place of each list, as parsed messages need it; answers `d`."""
    for name, value in d.items():
        if isinstance(value, (list, tuple)) and value:
            d[name] = value[0]
    return d


def slicedict(d, s):
    """The entries whose names begin with `s`."""
    return {name: value for name, value in d.items() if name.startswith(s)}


def configToDict(config):
    """Turns a ConfigParser into {section: {option: text}}, in the file's order."""
    return OrderedDict(
        (section, OrderedDict(config.items(section))) for section in config.sections()
    )


def iniToDict(path):
    """Reads an ini file into {section: {option: text}}; a missing file is empty."""
    config = new_parser()
    config.read(path, encoding="utf-8-sig")
    return configToDict(config)


def dictToConfig(d):
    """Turns {section: {option: value}} into a ConfigParser; lists become JSON."""
    config = new_parser()
    for section, options in d.items():
        config.add_section(section)
        for name, value in options.items():
            config.set(section, name, json.dumps(value) if isinstance(value, list) else value)
    return config


def getINITemplate(paths):
    """Reads templates below src/config, later ones over earlier ones; missing ones are empty."""
    config = new_parser()
    names = [paths] if isinstance(paths, str) else paths
    config.read([_template_path(name) for name in names], encoding="utf-8-sig")
    return configToDict(config)


def getINIFolderTemplate(path):
    """Paths of all files in a folder below src/config."""
    return [_template_path(os.path.join(path, name)) for name in _template_names(path)]


def getINITemplateFolder(path):
    """Reads all ini templates of a folder below src/config into one dictionary."""
    return getINITemplate(
        [os.path.join(path, name) for name in _template_names(path) if name.endswith(".ini")]
    )


def getINIstringtoDict(iniString):
    """Reads the text of an ini file into {section: {option: text}}."""
    config = new_parser()
    config.read_string(iniString)
    return configToDict(config)


def mergeDicts(a, b):
    """A new dictionary with the entries of both; those of `b` win."""
    return {**a, **b}


def sortDict(d):
    """The same entries by name."""
    return OrderedDict(sorted(d.items(), key=lambda entry: entry[0]))


def _template_path(name):
    return appendProjectPath(os.path.join("src", "config", name))


def _template_names(path):
    return sorted(os.listdir(_template_path(path)))
