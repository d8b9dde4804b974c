"""Finds the class of a plugin."""

import re


def find_class_line(file, class_name):
    """Place of the class in its file; line 1 when the file cannot be read or has none."""
    pattern = re.compile(r"\s*class\s+%s\b" % re.escape(class_name))
    line = 1
    try:
        with open(file, encoding="utf-8", errors="replace") as text:
            line = next((number for number, row in enumerate(text, 1) if pattern.match(row)), 1)
    except OSError:
        pass
    return {"file": file, "line": line}


def find_plugin_class(module, class_name, file, base):
    """Answers (class, None), or (None, what is wrong)."""
    found = getattr(module, class_name, None)
    if found is None:
        own = [
            name
            for name, value in vars(module).items()
            if isinstance(value, type) and value.__module__ == module.__name__
        ]
        return None, (
            "%s defines %s, but no class %s. Write “class %s(ModuleTemplate):”."
            % (file, ", ".join(own) or "no class", class_name, class_name)
        )
    if not (isinstance(found, type) and issubclass(found, base)):
        return None, (
            "%s in %s is no plugin. Write “class %s(ModuleTemplate):”, with "
            "“from plugins.ModuleTemplate import ModuleTemplate”." % (class_name, file, class_name)
        )
    return found, None
