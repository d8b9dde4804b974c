import os
import tempfile
import threading
import unittest

import paths  # noqa: F401
from common.common import (
    COLOR_DICT,
    OpState,
    appendProjectPath,
    configToDict,
    dictToConfig,
    getINIFolderTemplate,
    getINIstringtoDict,
    getINITemplate,
    getINITemplateFolder,
    iniToDict,
    loadConfig,
    mergeDicts,
    slicedict,
    sortDict,
    trimOneObjectListsFromDict,
    turpleList2Dict,
)
from common.Exceptions import ControllerTypeNotFound, Error, OutletTypeNotFound, TesterTypeNotFound
from common.workerEngine import ID, THREAD, FuncThread, workerEngine
from ockle_host.project_context import new_config, set_project


class IniFiles(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name
        self.write("src/config/a.ini", '[one]\nX=["int",1]\n[two]\ny=["string","ä"]\n')
        self.write("src/config/kinds/b.ini", '[one]\nx=["int",2]\n')
        self.write("src/config/kinds/c.ini", "[three]\nz=1 ; note\nw=2;3\n")
        config = {"main": {"a": {"raw": "%(b)s!"}, "b": {"raw": "1"}, "bad": {"raw": "50%"}}}
        set_project(self.root, os.path.join(self.root, "etc"), config)
        self.addCleanup(set_project, None, None, None)

    def write(self, name, text):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def test_templates_are_read_in_order(self):
        self.assertEqual(getINITemplate("a.ini")["one"], {"x": '["int",1]'})
        merged = getINITemplate(["a.ini", "kinds/b.ini", "missing.ini"])
        self.assertEqual(merged["one"], {"x": '["int",2]'})
        self.assertEqual(list(merged), ["one", "two"])

    def test_folders_of_templates(self):
        names = [os.path.basename(path) for path in getINIFolderTemplate("kinds")]
        self.assertEqual(names, ["b.ini", "c.ini"])
        self.assertEqual(getINITemplateFolder("kinds")["three"], {"z": "1", "w": "2;3"})

    def test_to_dictionaries_and_back(self):
        found = getINIstringtoDict("[b]\nz=1\nA=ä\n[a]\n")
        self.assertEqual(
            [list(found), list(found["b"].items())], [["b", "a"], [("z", "1"), ("a", "ä")]]
        )
        self.assertEqual(configToDict(dictToConfig({"s": {"L": ["x"]}})), {"s": {"l": '["x"]'}})
        self.assertEqual(iniToDict(os.path.join(self.root, "missing.ini")), {})

    def test_config_is_a_parser_whose_bad_options_hide_nothing(self):
        config, etc = loadConfig()
        self.assertEqual(etc, os.path.join(self.root, "etc"))
        self.assertEqual(config.get("main", "A"), "1!")
        self.assertEqual(config.getint("main", "b"), 1)
        self.assertTrue(config.has_option("main", "BAD"))
        self.assertEqual(config.get("main", "bad", raw=True), "50%")
        with self.assertRaises(Exception):
            config.get("main", "bad")
        with self.assertRaises(ValueError):
            config.set("main", "b", "50%")
        config.set("main", "b", "2")
        self.assertEqual(new_config().get("main", "b"), "1")

    def test_paths_lie_in_the_project(self):
        self.assertEqual(appendProjectPath(), self.root + os.sep)
        self.assertEqual(appendProjectPath("etc"), os.path.join(self.root, "etc"))


class Helpers(unittest.TestCase):
    def test_dictionaries(self):
        self.assertEqual(turpleList2Dict([("a", "[1]"), ("b", "x")]), {"a": [1], "b": "x"})
        same = {"a": ["1", "2"], "b": "text", "c": [], "d": None}
        self.assertIs(trimOneObjectListsFromDict(same), same)
        self.assertEqual(same, {"a": "1", "b": "text", "c": [], "d": None})
        self.assertEqual(slicedict({"ab": 1, "b": 2}, "a"), {"ab": 1})
        self.assertEqual(mergeDicts({"a": 1, "b": 1}, {"b": 2}), {"a": 1, "b": 2})
        self.assertEqual(list(sortDict({"b": 1, "a": 2})), ["a", "b"])

    def test_every_state_has_a_colour(self):
        states = [text for name, text in vars(OpState).items() if not name.startswith("_")]
        self.assertEqual([text for text in states if text not in COLOR_DICT], [])

    def test_missing_types_say_what_and_where(self):
        for kind, error in (
            ("PDU", OutletTypeNotFound),
            ("Tester", TesterTypeNotFound),
            ("Controller", ControllerTypeNotFound),
        ):
            found = error("outlets/x.ini", "Nope")
            self.assertIsInstance(found, Error)
            self.assertEqual(
                str(found), "%s type 'Nope' specified in outlets/x.ini does not exist" % kind
            )


class Workers(unittest.TestCase):
    def test_all_that_are_done_are_forgotten_at_once(self):
        engine = workerEngine()
        for name in "abcd":
            engine.addWorker(name, lambda: None).join()
        self.assertEqual([engine.getWorkerCount(), engine.isWorker("a")], [4, True])
        engine.cleanDoneWorkers()
        self.assertEqual([engine.getWorkers(), engine.isWorker("a")], [[], False])

    def test_those_at_work_stay(self):
        engine, gate = workerEngine(), threading.Event()
        thread = engine.addWorker("a", gate.wait)
        engine.addWorker("b", lambda: None).join()
        engine.cleanDoneWorkers()
        self.assertEqual([worker[ID] for worker in engine.getWorkers()], ["a"])
        self.assertIs(engine.getWorkers()[0][THREAD], thread)
        gate.set()
        engine.waitForWorkers()
        self.assertEqual(engine.getWorkerCount(), 0)

    def test_one_that_waits_for_all_does_not_wait_for_itself(self):
        engine, left = workerEngine(), []

        def wait():
            engine.waitForWorkers()
            left.extend(worker[ID] for worker in engine.getWorkers())

        engine.addWorker("waiting", wait).join(10)
        self.assertEqual(left, ["waiting"])

    def test_functions_get_their_arguments(self):
        got = []
        thread = FuncThread(lambda *arguments: got.extend(arguments), 1, 2)
        thread.start()
        thread.join()
        self.assertEqual(got, [1, 2])


if __name__ == "__main__":
    unittest.main()
