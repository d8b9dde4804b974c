"""What module-level functions of the author's API know of the project."""

import os

_project = {"root": None, "etc": None, "config": None}


def set_project(root, etc, config):
    """Says which project this process serves; `config` are the raw texts of etc/config.ini."""
    _project.update(root=root, etc=etc, config=config)


def project_folder():
    """The project's folder; outside of a plugin process the current folder."""
    return _project["root"] or os.getcwd()


def etc_folder():
    return _project["etc"] or os.path.join(project_folder(), "etc")


def new_parser():
    """A ConfigParser for Ockle's ini files."""
    from ockle_host import ini_parsers

    return ini_parsers.new_parser()


def new_config():
    """A ConfigParser of its own with all of etc/config.ini."""
    from ockle_host import ini_parsers

    if _project["config"] is None:
        parser = ini_parsers.new_parser()
        parser.read(os.path.join(etc_folder(), "config.ini"), encoding="utf-8-sig")
        return parser
    return ini_parsers.parser_of(_project["config"])
