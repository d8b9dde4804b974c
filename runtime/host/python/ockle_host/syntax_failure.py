"""Says what a file that Python 3 cannot read has, and how to mend it."""

import re

# What Python 2 allowed, and its form in Python 3.
_PYTHON_2 = (
    (r"^\s*print\s*>>", "the print statement", "Write print(…, file=…)."),
    (r"(?:^|[:;])\s*print\b(?!\s*\()", "the print statement", 'Write print("…") with parentheses.'),
    (r"(?:^|[:;])\s*exec\b(?!\s*\()", "the exec statement", 'Write exec("…") with parentheses.'),
    (
        r"^\s*except\s+[^:]*[\w)]\s*,\s*\w+\s*:",
        "“except X, e”",
        "Write “except X as e:”.",
    ),
    (r"(?:^|[:;])\s*raise\s+[\w.]+\s*,", "“raise X, text”", "Write “raise X(text)”."),
    (r"\b[uU][rR]\"\"", 'a ur"…" text', 'Write r"…".'),
    (r"<>", "“<>”", "Write “!=”."),
    (r"`", "backticks", "Write repr(…)."),
    (r"\b0[0-7]+[lL]?\b", "an octal number with a leading 0", "Write 0o in front, such as 0o644."),
    (r"\b(?:0[xX][0-9a-fA-F]+|\d+)[lL]\b", "a long number with L", "Leave the L out."),
    (
        r"\bdef\s+\w+\s*\([^)]*\(|\blambda\s*\(",
        "parameters in parentheses",
        "Unpack them inside the function.",
    ),
    (
        r"^\s*from\s+[\w.]+\s+import\s+.*\basync\b|\basync\s*=",
        "“async” as a name",
        "Choose another name, such as is_async.",
    ),
)
# What stands between quotes is no code.
_TEXT = re.compile(r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'""")


def syntax_failure(class_name, error, frames):
    """The failure for a SyntaxError in a file of the project, else None."""
    file = frames.workspace_file(error.filename or "")
    if file is None:
        return None
    source = {"file": file, "line": error.lineno or 1}
    if error.offset:
        source["column"] = error.offset
    code, text = _explain(error, file)
    message = "%s cannot be read, %s: %s" % (class_name, frames.show(source), text)
    return {"code": code, "message": message, "source": source}


def _explain(error, file):
    lines = _read_lines(file)
    if isinstance(error, TabError) or _is_tab_trouble(error, lines):
        return (
            "python-tabs",
            "the indentation mixes tabs and blanks, and Python 3 does not guess how wide a tab is. "
            "Convert indentation to spaces.",
        )
    line = lines[error.lineno - 1] if error.lineno and error.lineno <= len(lines) else ""
    code = _TEXT.sub('""', line)
    for pattern, construct, mend in _PYTHON_2:
        if re.search(pattern, code):
            return "python-2-code", "%s is Python 2. %s" % (construct, mend)
    return "plugin-does-not-compile", error.msg


def _is_tab_trouble(error, lines):
    """An indentation that does not fit, in a file that indents with both."""
    if not isinstance(error, IndentationError):
        return False
    indents = [re.match(r"[ \t]*", line).group() for line in lines]
    return any("\t" in indent for indent in indents) and any(" " in indent for indent in indents)


def _read_lines(file):
    try:
        with open(file, encoding="utf-8", errors="replace") as text:
            return text.read().splitlines()
    except OSError:
        return []
