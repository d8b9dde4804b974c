"""Lets the tests import what plugins import."""

import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
HOST = os.path.join(ROOT, "runtime", "host", "python")
API = os.path.join(HOST, "author_api")

sys.path[:0] = [API, HOST]
