"""Reads a JSON list of ini texts from stdin; writes what ConfigParser makes of each.

With the argument "2" values end at " ;", as they do for Python 2.
"""

import configparser
import io
import json
import sys


def read(text):
    inline = (";",) if sys.argv[1:] == ["2"] else None
    parser = configparser.ConfigParser(strict=True, inline_comment_prefixes=inline)
    try:
        parser.read_file(io.StringIO(text, newline=None))
    except configparser.Error as error:
        return {"error": type(error).__name__}
    return {"sections": {name: values(parser, name) for name in parser.sections()}}


def values(parser, section):
    return {name: value(parser, section, name) for name in parser.options(section)}


def value(parser, section, name):
    raw = parser.get(section, name, raw=True)
    try:
        return [raw, parser.get(section, name)]
    except configparser.InterpolationError as error:
        return [raw, None]


json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
