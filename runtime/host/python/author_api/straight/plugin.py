"""Finds the classes of a package, whoever defines them."""

import importlib
import inspect
import pkgutil
import sys
import traceback


def load(namespace, subclasses=None):
    """
    Imports every module of a package, and answers the modules, or the public classes in them that
    extend `subclasses`. A module that cannot be imported is reported and left out.
    """
    package = importlib.import_module(namespace)
    names = sorted({module.name for module in pkgutil.iter_modules(package.__path__)})
    modules = [_import(namespace + "." + name) for name in names]
    found = [module for module in modules if module is not None]
    if subclasses is None:
        return found
    return [plugin for module in found for plugin in _classes(module, subclasses)]


def _import(name):
    try:
        return importlib.import_module(name)
    except Exception as error:
        why = "".join(traceback.format_exception_only(type(error), error)).strip()
        sys.stderr.write("%s cannot be imported: %s\n" % (name, why))
        return None


def _classes(module, base):
    """Only where they are defined: importing a class into another module makes no second one."""
    return [
        value
        for name, value in sorted(vars(module).items())
        if inspect.isclass(value)
        and not name.startswith("_")
        and value.__module__ == module.__name__
        and issubclass(value, base)
        and value is not base
    ]
