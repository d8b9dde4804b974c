"""Tells of each file of the project that is imported, also long after the plugin was loaded."""

import sys

# One for the process: what listens here can never be taken away.
_watch = {"on_imported": None, "workspace_file": None, "known": None}


def watch_imports(workspace_file, on_imported):
    """`on_imported(file)` is told once for each file, before its code runs."""
    _watch.update(workspace_file=workspace_file, known=set(), on_imported=on_imported)
    sys.addaudithook(_take)


def _take(event, args):
    # A file whose code is kept compiled is only run; one that does not compile never runs.
    if event == "exec":
        name = getattr(args[0], "co_filename", None)
    elif event == "compile":
        name = args[1]
    else:
        return
    known = _watch["known"]
    if not isinstance(name, str) or name in known:
        return
    known.add(name)
    file = _watch["workspace_file"](name)
    if file is not None and not name.startswith("<"):
        _watch["on_imported"](file)
