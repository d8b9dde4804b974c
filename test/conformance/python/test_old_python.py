import ast
import os
import re
import unittest

import paths

# What came with Python 3.9 and later.
NEWER = re.compile(
    r"removeprefix|removesuffix|functools\.cache\b|import cache\b|zoneinfo|graphlib|tomllib|to_thread"
    r"|math\.(?:lcm|nextafter|ulp)|pairwise|bit_count|contextlib\.chdir|ExceptionGroup|except\*"
    r"|\b(?:aiter|anext)\(|stdlib_module_names|orig_argv|randbytes|datetime\.UTC|StrEnum|aclosing"
    r"|itertools\.batched|sys\.monitoring|threading\.(?:gettrace|setprofile_all_threads)"
    r"|inspect\.get_annotations|\.is_relative_to|\.with_stem|hardlink_to|cancel_futures"
)
# Expressions that 3.8 reads but cannot evaluate: list[int], dict | dict.
BUILT_IN = {"list", "dict", "tuple", "set", "frozenset", "type"}


def sources():
    for folder, _, names in os.walk(paths.HOST):
        for name in names:
            if name.endswith(".py"):
                yield os.path.join(folder, name)


class TheHost(unittest.TestCase):
    def test_reads_in_python_3_8(self):
        files = list(sources())
        self.assertGreater(len(files), 50)
        for file in files:
            with self.subTest(os.path.relpath(file, paths.HOST)), open(
                file, encoding="utf-8"
            ) as text:
                source = text.read()
                tree = ast.parse(source, file, feature_version=(3, 8))
                self.assertIsNone(NEWER.search(source))
                generics = [
                    node.lineno
                    for node in ast.walk(tree)
                    if isinstance(node, ast.Subscript)
                    and isinstance(node.value, ast.Name)
                    and node.value.id in BUILT_IN
                ]
                self.assertEqual(generics, [])

    def test_this_test_sees_what_is_newer(self):
        with self.assertRaises(SyntaxError):
            ast.parse("match x:\n  case 1: pass", feature_version=(3, 8))
        self.assertIsNotNone(NEWER.search("'x'.removeprefix('y')"))


if __name__ == "__main__":
    unittest.main()
