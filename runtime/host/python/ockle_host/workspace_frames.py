"""Finds the author's own lines: files of the project, installed packages left out."""

import os
import sys

_PACKAGE_FOLDERS = {"site-packages", "dist-packages", "node_modules"}
_MAX_KNOWN = 10_000


class WorkspaceFrames:
    def __init__(self, project):
        self._project = project
        # Modules may be known by their real path, while the editor knows the path it was given.
        self._real_project = os.path.realpath(project)
        # Every call asks about the same few files again and again.
        self._known = {}

    def capture(self):
        """The line that is running now, or None when no line of the author is."""
        frame = sys._getframe(1)
        while frame is not None:
            file = self.workspace_file(frame.f_code.co_filename)
            if file is not None:
                return {"file": file, "line": frame.f_lineno}
            frame = frame.f_back
        return None

    def locate(self, traceback):
        """The innermost line of the author in a traceback, or None."""
        place = None
        while traceback is not None:
            file = self.workspace_file(traceback.tb_frame.f_code.co_filename)
            if file is not None:
                place = {"file": file, "line": traceback.tb_lineno}
            traceback = traceback.tb_next
        return place

    def show(self, place):
        return "%s:%d" % (os.path.relpath(place["file"], self._project), place["line"])

    def workspace_file(self, file):
        """The path by which the editor knows a file of the project, or None."""
        try:
            return self._known[file]
        except KeyError:
            if len(self._known) >= _MAX_KNOWN:
                self._known.clear()
            found = self._known[file] = self._find(file)
            return found

    def _find(self, file):
        for root in (self._project, self._real_project):
            if not file.startswith(root + os.sep):
                continue
            inside = file[len(root) + 1 :]
            if _PACKAGE_FOLDERS.isdisjoint(inside.split(os.sep)):
                return os.path.join(self._project, inside)
        return None
