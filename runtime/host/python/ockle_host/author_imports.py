"""Teaches Python to find the plugin, its siblings and Ockle's own packages."""

import importlib
import importlib.machinery
import importlib.util
import os
import sys

# Packages that plugins import; Ockle's modules in them win over those of the project.
_PACKAGES = (
    "common",
    "networkTree",
    "outlets",
    "controllers",
    "testers",
    "plugins",
    "straight",
    "pygraph",
    "webserver",
)
# Whose modules plugins also import without the package, in the order they are looked through.
_SIBLINGS = ("plugins", "outlets", "controllers", "testers", "common", "networkTree")
_ALWAYS_OURS = "plugins.ModuleTemplate"
# What the host loads when it needs it: no file of the project may come instead.
_FOR_HOST = {
    "_colorize",
    "annotationlib",
    "ast",
    "bisect",
    "codeop",
    "configparser",
    "copy",
    "datetime",
    "dis",
    "hashlib",
    "heapq",
    "inspect",
    "linecache",
    "math",
    "opcode",
    "pyexpat",
    "queue",
    "random",
    "textwrap",
    "token",
    "tokenize",
    "traceback",
    "weakref",
    "xml",
}


def add_import_paths(project, plugin_file):
    """Must precede the import of anything of the project."""
    source = os.path.join(project, "src")
    api = os.path.dirname(os.path.dirname(os.path.abspath(__import__("common").__file__)))
    sys.meta_path.insert(0, _AuthorFinder(api, source, plugin_file))
    for name, module in list(sys.modules.items()):
        if name.split(".")[0] in _PACKAGES and hasattr(module, "__path__"):
            module.__path__.append(os.path.join(source, *name.split(".")))
    sys.path[1:1] = [os.path.join(source, "plugins"), source]


def import_plugin(file, project):
    """Imports the plugin's file under the name by which its siblings import it."""
    folder, name = os.path.split(file)
    stem = os.path.splitext(name)[0]
    if os.path.realpath(folder) == os.path.realpath(os.path.join(project, "src", "plugins")):
        return importlib.import_module("plugins." + stem)
    sys.path.insert(1, folder)
    spec = importlib.util.spec_from_file_location(stem, file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[stem] = module
    spec.loader.exec_module(module)
    return module


class _AuthorFinder:
    """Asked before all others, so that no path that a plugin adds can hide Ockle's packages."""

    def __init__(self, api, source, plugin_file):
        self._api = api
        self._source = source
        self._plugin_file = os.path.realpath(plugin_file)

    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if parts[0] in _PACKAGES:
            return self._in_package(name, parts)
        if name in _FOR_HOST:
            return _find_standard(name)
        if len(parts) == 1 and name not in sys.builtin_module_names:
            return self._sibling(name)
        return None

    def _in_package(self, name, parts):
        ours = os.path.join(self._api, *parts)
        project = os.path.join(self._source, *parts)
        if os.path.isdir(ours):
            return importlib.util.spec_from_file_location(
                name,
                os.path.join(ours, "__init__.py"),
                submodule_search_locations=[ours, project],
            )
        if self._prefers_project(name, parts, project + ".py"):
            return importlib.util.spec_from_file_location(name, project + ".py")
        if os.path.isfile(ours + ".py"):
            return importlib.util.spec_from_file_location(name, ours + ".py")
        return None

    def _prefers_project(self, name, parts, file):
        """A plugin of the project wins over the one that Ockle has, unless it is Python 2."""
        if parts[0] != "plugins" or name == _ALWAYS_OURS or not os.path.isfile(file):
            return False
        return os.path.realpath(file) == self._plugin_file or _compiles(file)

    def _sibling(self, name):
        """Makes `import X` and `import package.X` answer the same module."""
        if os.path.isfile(os.path.join(self._source, "plugins", name + ".py")):
            return _alias(name, "plugins." + name)
        if self._is_beside_packages(name) or _find_standard(name):
            return None
        for package in _SIBLINGS:
            for root in (self._api, self._source):
                if os.path.isfile(os.path.join(root, package, name + ".py")):
                    return _alias(name, package + "." + name)
        return None

    def _is_beside_packages(self, name):
        path = os.path.join(self._source, name)
        return os.path.isfile(path + ".py") or os.path.isdir(path)


class _AliasLoader:
    def __init__(self, target):
        self._target = target

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        """What stands in sys.modules afterwards is what the import statement gets."""
        sys.modules[module.__name__] = importlib.import_module(self._target)


def _alias(name, target):
    return importlib.machinery.ModuleSpec(name, _AliasLoader(target))


def _find_standard(name):
    library = os.path.dirname(os.__file__)
    folders = [library, os.path.join(library, "lib-dynload")]
    return importlib.machinery.PathFinder.find_spec(name, folders)


def _compiles(file):
    with open(file, "rb") as source:
        try:
            compile(source.read(), file, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True
