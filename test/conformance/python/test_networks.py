import unittest
from unittest import mock

import paths  # noqa: F401
from controllers.ControllerDummy import Dummy as DummyControl
from controllers.ControllerDummyWithCPU import DummyWithCPU as BusyControl
from controllers.ControllerTemplate import ControllerOpState, ControllerTemplate
from controllers.SSHController import SSHController
from networkTree import ServerNode as server_node
from networkTree.Exceptions import DependencyException, ServerNodeUnmetDependencies, ServerTreeError
from networkTree.ServerNetwork import ServerNetwork
from networkTree.ServerNode import ServerNode, ServerNodeOpState
from ockle_host.project_context import set_project
from outlets.OutletDummy import Dummy
from outlets.OutletDummyWithCPU import DummyWithCPU
from outlets.OutletSNMPRaritan import Raritan
from outlets.OutletTemplate import OutletOpState, OutletTemplate
from pygraph.algorithms.cycles import find_cycle
from pygraph.algorithms.searching import breadth_first_search, depth_first_search
from pygraph.algorithms.sorting import topological_sorting
from pygraph.classes.digraph import digraph
from pygraph.classes.exceptions import AdditionError, InvalidGraphType
from pygraph.readwrite.dot import write
from testers.DummyTester import Dummy as DummyTest
from testers.PingTester import Ping, ping
from testers.TemplateTester import TemplateTester, TesterOpState


def graph_of(*edges):
    graph = digraph()
    for node in sorted({node for edge in edges for node in edge}):
        graph.add_node(node)
    for edge in edges:
        graph.add_edge(edge)
    return graph


class Graphs(unittest.TestCase):
    def test_know_their_nodes_and_edges(self):
        graph = graph_of("ab", "bc")
        self.assertEqual(
            [graph.nodes(), graph.edges()], [["a", "b", "c"], [("a", "b"), ("b", "c")]]
        )
        self.assertEqual([graph.neighbors("a"), graph.incidents("b")], [["b"], ["a"]])
        self.assertEqual([len(graph), "a" in graph, list(graph["b"])], [3, True, ["c"]])
        graph.del_node("b")
        self.assertEqual([graph.nodes(), graph.edges()], [["a", "c"], []])

    def test_refuse_what_is_there_or_leads_nowhere(self):
        graph = graph_of("ab")
        for wrong in (
            lambda: graph.add_node("a"),
            lambda: graph.add_edge("ab"),
            lambda: graph.add_edge(("a", "nobody")),
        ):
            with self.assertRaises(AdditionError):
                wrong()
        with self.assertRaises(ValueError):
            graph.del_edge(("b", "a"))

    def test_circles(self):
        self.assertEqual(find_cycle(graph_of("ab", "bc", "ca")), ["a", "b", "c"])
        self.assertEqual(find_cycle(graph_of("ab", "bd", "ac", "cd")), [])
        self.assertEqual(find_cycle(graph_of("aa")), ["a"])

    def test_long_chains(self):
        graph = digraph()
        graph.add_nodes(range(20_000))
        for node in range(19_999):
            graph.add_edge((node, node + 1))
        self.assertEqual(topological_sorting(graph), list(range(20_000)))
        self.assertEqual(find_cycle(graph), [])

    def test_ways_through(self):
        graph = graph_of("ab", "ac", "bd", "cd")
        self.assertEqual(
            depth_first_search(graph, "a"),
            ({"a": None, "b": "a", "d": "b", "c": "a"}, ["a", "b", "d", "c"], ["d", "b", "c", "a"]),
        )
        self.assertEqual(breadth_first_search(graph)[1], ["a", "b", "c", "d"])

    def test_as_text(self):
        graph = digraph()
        graph.add_node("node", ServerNode("node"))
        graph.add_node('lab "pc"')
        graph.add_edge(("node", 'lab "pc"'))
        self.assertEqual(
            write(graph),
            'digraph graphname {\n"node" [color=black];\n"lab \\"pc\\"";\n"node" -> "lab \\"pc\\"";\n}\n',
        )
        self.assertEqual(write(digraph()), "digraph graphname {\n}\n")
        with self.assertRaises(InvalidGraphType):
            write("text")


class Networks(unittest.TestCase):
    def setUp(self):
        self.network = ServerNetwork()
        self.network.addServer(ServerNode("db"))
        self.network.addServer(ServerNode("web"), ["db"])
        self.network.addServer(ServerNode("apps"), ["web", "db"])

    def test_put_needed_servers_first(self):
        self.assertEqual(self.network.getSortedNodeListIndex(), ["db", "web", "apps"])
        self.assertEqual(self.network.getRoot().getName(), "db")
        self.assertEqual(self.network.getDependencies("apps"), ["web", "db"])
        self.assertEqual(self.network.getDependent("db"), ["web", "apps"])

    def test_keep_no_edge_that_closes_a_circle(self):
        with self.assertRaises(DependencyException) as caught:
            self.network.addDependency("db", "apps")
        self.assertEqual(caught.exception.list, ["db", "web", "apps"])
        self.assertEqual(self.network.getDependencies("db"), [])
        self.assertIsInstance(caught.exception, ServerTreeError)

    def test_refuse_what_they_do_not_know(self):
        for wrong in (
            lambda: self.network.addServer(ServerNode("db")),
            lambda: self.network.addDependency("db", "nobody"),
            lambda: self.network.addDependency("web", "db"),
        ):
            with self.assertRaises(AdditionError):
                wrong()
        with self.assertRaises(ValueError):
            self.network.removeDependency("db", "web")
        with self.assertRaises(KeyError):
            self.network.getDependencies("nobody")
        self.assertIsNone(self.network.getServer("nobody"))
        self.assertIn("unmet", str(ServerNodeUnmetDependencies("web", ["db"])).lower())

    def test_readiness_goes_all_the_way(self):
        db, web = self.network.getServer("db"), self.network.getServer("web")
        self.assertFalse(self.network.isReadyToTurnOn("apps"))
        db.setOpState(ServerNodeOpState.forcedOn)
        web.setOpState(ServerNodeOpState.OK)
        self.assertTrue(self.network.isReadyToTurnOn("apps"))
        web.setOpState(ServerNodeOpState.permanentlyFailedToStart)
        self.assertFalse(self.network.isReadyToTurnOn("web"))
        self.network.getServer("apps").setOpState(ServerNodeOpState.forcedOff)
        self.assertTrue(self.network.isReadyToTurnOff("web"))
        self.assertFalse(self.network.isReadyToTurnOff("db"))

    def test_readiness_asks_each_server_once(self):
        network = ServerNetwork()
        names = [["%d.%d" % (layer, place) for place in range(6)] for layer in range(12)]
        for layer, row in enumerate(names):
            for name in row:
                network.addServer(ServerNode(name))
                for needed in names[layer - 1] if layer else ():
                    network.graph.add_edge((needed, name))
                network.getServer(name).setOpState(ServerNodeOpState.OK)
        self.assertTrue(network.isReadyToTurnOn("11.0"))


class BrokenOutlet(Dummy):
    def _setOutletState(self, state):
        pass


class Servers(unittest.TestCase):
    def setUp(self):
        set_project(
            ".",
            "./etc",
            {"servers": {"max_startup_time": {"raw": "0"}, "max_attempts": {"raw": "2"}}},
        )
        self.addCleanup(set_project, None, None, None)

    def test_read_their_limits_when_asked(self):
        self.assertEqual([server_node.MAX_STARTUP_TIME, server_node.MAX_ATTEMPTS], [0, 2])
        with self.assertRaises(AttributeError):
            server_node.MAX_NOTHING

    def test_go_on_and_off(self):
        server = ServerNode("a", [Dummy("o")], [DummyTest("t")], [DummyControl("c")])
        self.assertEqual([server.turnOn(), server.getOutlet(0).getState()], ["OK", True])
        self.assertEqual([server.turnOff(), server.getOutlet(0).getState()], ["OFF", False])
        self.assertEqual([server.getStartAttempts(), server.getShutdownAttempts()], [0, 0])
        self.assertEqual([server.action("on", True), server.action("x")], ["OK", "OFF"])

    def test_fail_for_good_after_the_last_attempt(self):
        server = ServerNode("a", [BrokenOutlet("o")])
        self.assertEqual(server.turnOn(), "Failed to start")
        self.assertEqual(server.turnOn(), "Permanently failed to start")
        self.assertEqual(server.turnOn(ignoreDeps=True), "OK")

    def test_failed_tests_count(self):
        server = ServerNode("a", [Dummy("o")], [DummyTest("t", {}, {"succeed": "false"})])
        self.assertEqual(server.turnOn(), "Failed to start")
        self.assertEqual([test.getName() for test in server.getFailedTests()], ["t"])

    def test_power_stays_while_a_control_is_up(self):
        control = DummyControl("c", {}, {"simulate_shutdown_fail": "True"})
        server = ServerNode("a", [Dummy("o")], [], [control])
        server.turnOn()
        self.assertEqual(
            [server.turnOff(), server.getOutlet(0).getState()], ["Failed to stop", True]
        )
        self.assertEqual([server.turnOff(True), server.getOutlet(0).getState()], ["OFF", False])

    def test_add_up_what_their_devices_say(self):
        server = ServerNode("a", [Dummy("o"), Dummy("p")])
        self.assertEqual(server.updateOpState(), "OFF")
        server.getOutlet(0).setState(True)
        self.assertEqual(server.updateOpState(), "Failed to stop")
        self.assertEqual(server.setOutletsState(True), [])
        self.assertEqual(server.updateOpState(), "OK")
        server.setOpState("Forced off")
        self.assertEqual(server.updateOpState(), "Forced off")
        self.assertEqual(ServerNode("b").updateOpState(), "Did not initiate yet")

    def test_collect_data_without_changing_it(self):
        server = ServerNode("a", [DummyWithCPU("o")], [], [BusyControl("c")])
        self.assertEqual(set(server.getOutletsDataDict()["outleto"]), {"CPU", "name"})
        self.assertEqual(server.getControlsDataDict()["controlc"]["name"], "c")
        self.assertNotIn("name", server.getOutlet(0).getData())


class Objects(unittest.TestCase):
    def test_outlets(self):
        outlet = Dummy("o")
        self.assertIsInstance(outlet, OutletTemplate)
        self.assertEqual([outlet.getState(), outlet.getOpState()], [False, OutletOpState.OFF])
        self.assertTrue(outlet.setState(True))
        self.assertEqual([outlet.updateOpState(), outlet.getOpState()], [True, OutletOpState.OK])
        self.assertEqual([outlet.getOutletType(), outlet.getData()], ["Dummy", {}])
        self.assertFalse(BrokenOutlet("b").setState(True))

    def test_controls(self):
        control = DummyControl("c")
        self.assertIsInstance(control, ControllerTemplate)
        self.assertEqual([control.getState(), control.getOpState()], [True, ControllerOpState.OK])
        self.assertTrue(control.setState(False))

    def test_tests(self):
        test = DummyTest("t")
        self.assertIsInstance(test, TemplateTester)
        self.assertEqual(test.getOpState(), TesterOpState.INIT)
        self.assertTrue(test.runTest())
        self.assertEqual(test.getOpState(), TesterOpState.SUCCEEDED)
        self.assertFalse(DummyTest("t", {}, {"succeed": "no"}).runTest())

    def test_ping_uses_the_program(self):
        with mock.patch("shutil.which", return_value="true"):
            self.assertTrue(Ping("p", {}, {"hostname": "localhost"}).runTest())
        with mock.patch("shutil.which", return_value="false"):
            self.assertFalse(ping("localhost"))
        with mock.patch("shutil.which", return_value="true"), self.assertRaises(ValueError):
            ping("-f")

    def test_ping_asks_ports_where_there_is_no_program(self):
        with mock.patch("shutil.which", return_value=None):
            self.assertTrue(ping("127.0.0.1"))

    def test_drivers_that_are_not_there_yet_say_so(self):
        for driver in (Raritan, SSHController):
            with self.assertRaisesRegex(NotImplementedError, "yet. Use the"):
                driver("x")


if __name__ == "__main__":
    unittest.main()
