"""Prints, as JSON, the public names of every module that plugins can import."""

import ast
import json
import os

import paths


def public_names(tree):
    names = set()
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                names.add(target.id)
                if target.id == "__all__":
                    return sorted(ast.literal_eval(node.value))
    return sorted(name for name in names if not name.startswith("_"))


def surface():
    found = {}
    for folder, _, files in os.walk(paths.API):
        for name in files:
            stem, extension = os.path.splitext(name)
            if extension == ".py" and stem != "__init__":
                path = os.path.join(folder, name)
                module = os.path.relpath(os.path.join(folder, stem), paths.API).replace(os.sep, ".")
                with open(path, encoding="utf-8") as text:
                    found[module] = public_names(ast.parse(text.read()))
    return found


if __name__ == "__main__":
    print(json.dumps(surface()))
