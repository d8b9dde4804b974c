"""Turns whatever plugin code raised into a failure with its place."""

import traceback

from ockle_host.syntax_failure import syntax_failure

_MAX_STACK = 16384
# Modules of Python 2 by the name they have now.
_RENAMED_MODULES = {
    "ConfigParser": "configparser",
    "Queue": "queue",
    "SocketServer": "socketserver",
    "StringIO": "io",
    "cPickle": "pickle",
    "cStringIO": "io",
    "httplib": "http.client",
    "thread": "_thread",
    "urllib2": "urllib.request",
    "urlparse": "urllib.parse",
}


class FailureReport:
    def __init__(self, class_name, frames, class_line):
        self._class_name = class_name
        self._frames = frames
        self._class_line = class_line

    def imported(self, error):
        if isinstance(error, SyntaxError):
            failure = syntax_failure(self._class_name, error, self._frames)
            if failure is not None:
                return failure
        failure = self._failure("plugin-import-failed", "cannot be imported", error)
        renamed = _RENAMED_MODULES.get(getattr(error, "name", None) or "")
        if isinstance(error, ModuleNotFoundError) and renamed:
            failure["code"] = "python-2-code"
            failure["message"] += ". The module %s of Python 2 is %s in Python 3." % (
                error.name,
                renamed,
            )
        return failure

    def constructed(self, error):
        return self._failure("plugin-constructor-failed", "failed in its constructor", error)

    def ran(self, error):
        return self._failure("plugin-run-failed", "failed", error)

    def stopped(self, error):
        return self._failure("plugin-run-failed", "failed in stop()", error)

    def class_missing(self, message):
        source = dict(self._class_line, line=1)
        return {"code": "plugin-class-missing", "message": message, "source": source}

    def _failure(self, code, what, error):
        source = self._frames.locate(error.__traceback__) or self._class_line
        stack = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        return {
            "code": code,
            "message": "%s %s, %s: %s"
            % (self._class_name, what, self._frames.show(source), _in_words(error)),
            "source": source,
            "stack": stack[-_MAX_STACK:],
        }


def _in_words(error):
    """KeyError would show its message quoted."""
    is_message = isinstance(error, KeyError) and len(error.args) == 1 and " " in str(error.args[0])
    text = str(error.args[0]) if is_message else str(error)
    return "%s: %s" % (type(error).__name__, text)
