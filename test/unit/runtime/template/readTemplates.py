"""Reads a JSON list of templates from stdin; writes for each whether Python can load all of it.

Runs under Python 3, and under Python 2.7 as the original does.
"""

import io
import json
import sys

try:
    from configparser import ConfigParser, Error
except ImportError:
    from ConfigParser import SafeConfigParser as ConfigParser, Error


def load(text):
    parser = ConfigParser()
    read = getattr(parser, "read_file", None) or parser.readfp
    try:
        read(io.StringIO(text, newline=None))
        for section in parser.sections():
            for _, value in parser.items(section):
                json.loads(value)
    except (Error, ValueError) as error:
        return type(error).__name__
    return "loaded"


json.dump([load(text) for text in json.load(sys.stdin)], sys.stdout)
