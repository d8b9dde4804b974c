"""Teaches Python to find the plugin, its siblings and Ockle's own packages."""

import importlib
import importlib.util
import os
import sys


def add_import_paths(project):
    """`from plugins.X import …` and `import X` both find src/plugins/X.py of the project."""
    import plugins

    source = os.path.join(project, "src")
    own_plugins = os.path.join(source, "plugins")
    plugins.__path__.append(own_plugins)
    sys.path[1:1] = [own_plugins, source]


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
