"""Turns whatever plugin code raised into a failure with its place."""

import sys

_MAX_STACK = 16384


class FailureReport:
    def __init__(self, class_name, frames, class_line):
        self._class_name = class_name
        self._frames = frames
        self._class_line = class_line

    def imported(self, error):
        if isinstance(error, SyntaxError):
            from ockle_host.syntax_failure import syntax_failure

            failure = syntax_failure(self._class_name, error, self._frames)
            if failure is not None:
                return failure
        failure = self._failure("plugin-import-failed", "cannot be imported", error)
        if isinstance(error, ModuleNotFoundError) and failure["code"] == "plugin-import-failed":
            failure[
                "message"
            ] += ". Correct the name, or install the package that has it for %s." % (sys.executable)
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
        import traceback

        source = self._frames.locate(error.__traceback__) or self._class_line
        stack = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        hint = _python_2_hint(error)
        return {
            "code": code if hint is None else "python-2-code",
            "message": "%s %s, %s: %s"
            % (self._class_name, what, self._frames.show(source), in_words(error)),
            "source": source,
            "stack": stack[-_MAX_STACK:],
        }


def in_words(error):
    """Kind and text of an error, and its Python 3 form if it is code for Python 2."""
    return "%s: %s" % (type(error).__name__, text_of(error))


def text_of(error):
    """The text of an error; KeyError would show its message quoted."""
    is_message = isinstance(error, KeyError) and len(error.args) == 1 and " " in str(error.args[0])
    text = str(error.args[0]) if is_message else str(error)
    hint = _python_2_hint(error)
    return text if hint is None else "%s. %s" % (text.rstrip("."), hint)


def _python_2_hint(error):
    from ockle_host.python_2 import python_2_hint

    return python_2_hint(error)
