"""A test that asks a host whether it is there."""

import shutil
import socket
import subprocess
import sys

from testers.TemplateTester import TemplateTester

# Seconds that the host may take to answer.
_WAIT = 2
# Asked where there is no program `ping`: an answer that refuses is an answer.
_PORTS = (22, 80, 443)


def ping(ip):
    """True when the host answers a ping, or a connection where this machine has no `ping`."""
    program = shutil.which("ping")
    return _answers_connection(ip) if program is None else _answers_ping(program, ip)


class Ping(TemplateTester):
    """A simple ping test"""

    def __init__(self, name, testerConfigDict=None, testerParams=None):
        TemplateTester.__init__(self, name, testerConfigDict, testerParams)
        self.hostname = (testerParams or {})["hostname"]

    def _test(self):
        return ping(self.hostname)


def _answers_ping(program, host):
    if host.startswith("-"):
        raise ValueError("“%s” is no host." % host)
    count = ["-n", "1", "-w", str(_WAIT * 1000)] if sys.platform == "win32" else ["-c", "1"]
    try:
        done = subprocess.run(
            [program, *count, host],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_WAIT + 1,
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _answers_connection(host):
    for port in _PORTS:
        try:
            socket.create_connection((host, port), _WAIT).close()
            return True
        except ConnectionRefusedError:
            return True
        except OSError:
            continue
    return False
