"""Reads a JSON list of templates from stdin; writes for each whether Python can load all of it."""

import configparser
import io
import json
import sys


def load(text):
    parser = configparser.ConfigParser()
    try:
        parser.read_file(io.StringIO(text, newline=None))
        for section in parser.sections():
            for _, value in parser.items(section):
                json.loads(value)
    except (configparser.Error, ValueError) as error:
        return type(error).__name__
    return "loaded"


json.dump([load(text) for text in json.load(sys.stdin)], sys.stdout)
