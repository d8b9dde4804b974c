"""ConfigParsers for Ockle's ini files; apart from all else, as they take long to load."""

import configparser


def new_parser():
    """A ConfigParser for Ockle's ini files."""
    return configparser.ConfigParser(strict=False, inline_comment_prefixes=(";",))


def parser_of(sections):
    """A ConfigParser of the raw texts of etc/config.ini."""
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


class _Interpolation(configparser.BasicInterpolation):
    """An option whose % cannot be resolved must not hide the others: it fails when it is read."""

    is_filling = False

    def before_set(self, parser, section, option, value):
        if self.is_filling:
            return value
        return super().before_set(parser, section, option, value)
