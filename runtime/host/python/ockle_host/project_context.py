"""What module-level functions of the author's API know of the project."""

import configparser
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
    return configparser.ConfigParser(strict=False, inline_comment_prefixes=(";",))


def new_config():
    """A ConfigParser of its own with all of etc/config.ini."""
    if _project["config"] is None:
        parser = new_parser()
        parser.read(os.path.join(etc_folder(), "config.ini"), encoding="utf-8-sig")
        return parser
    return _parser_of(_project["config"])


class _Interpolation(configparser.BasicInterpolation):
    """An option whose % cannot be resolved must not hide the others: it fails when it is read."""

    is_filling = False

    def before_set(self, parser, section, option, value):
        if self.is_filling:
            return value
        return super().before_set(parser, section, option, value)


def _parser_of(sections):
    interpolation = _Interpolation()
    parser = configparser.ConfigParser(strict=False, interpolation=interpolation)
    interpolation.is_filling = True
    parser.read_dict(
        {
            section: {name: option["raw"] for name, option in options.items()}
            for section, options in sections.items()
        }
    )
    interpolation.is_filling = False
    return parser
