"""Switches all servers on or off in the order of their needs."""

import time

from common.workerEngine import workerEngine
from networkTree import ServerNode
from networkTree.ServerNode import ServerNodeOpState
from plugins.ModuleTemplate import ModuleTemplate


class AutoControl(ModuleTemplate):
    """Automatic on/off Control of servers"""

    def __init__(self, MainDaemon):
        ModuleTemplate.__init__(self, MainDaemon)
        self.WAIT_TIME = self.getConfigVar("WAIT_TIME")
        self.MAX_START_ATTEPMTS = self.getConfigVar("MAX_START_ATTEPMTS")
        self.setEnabled(False)
        self.workers = workerEngine()
        self.communicationWorker = workerEngine()
        # Servers that nobody may switch at the moment.
        self._refused = set()
        for server in MainDaemon.servers.getSortedNodeList():
            server.desiredOpState = ServerNodeOpState.OK
        self._register(MainDaemon.communicationHandler)

    def run(self):
        self.mainDaemon.servers.updateNetwork()

    def setEnabled(self, state):
        self.enabled = state

    def isEnabled(self):
        """True while a sequence runs, or when the flag was set by hand."""
        return self.enabled

    def getAutoControlStatus(self):
        return {"status": "on" if self.isEnabled() else "off"}

    def setAutoControlStatusCommand(self, state):
        """“False” ends a sequence after its current step."""
        self.setEnabled(state == "True")
        return {"succeeded": True, "state": self.isEnabled()}

    def switchNetworkCommand(self, state):
        """Begins a sequence, unless one runs."""
        if self.isEnabled():
            return {"status": "busy"}
        self.setEnabled(True)
        self.communicationWorker.cleanDoneWorkers()
        is_on = state.lower() == "true"
        self.communicationWorker.addWorker(
            "AutoControl", self._switch_on if is_on else self._switch_off
        )
        return {"status": "OK, switching on" if is_on else "OK, switching off"}

    def turnOnSequence(self):
        """False when a sequence runs already."""
        return self._begin(self._switch_on)

    def turnOffSequence(self):
        """False when a sequence runs already."""
        return self._begin(self._switch_off)

    def _begin(self, sequence):
        if self.isEnabled():
            return False
        self.setEnabled(True)
        sequence()
        return True

    def _switch_on(self):
        servers = self.mainDaemon.servers
        final = (ServerNodeOpState.OK, ServerNodeOpState.permanentlyFailedToStart)
        self._sequence("on", servers.isReadyToTurnOn, final)

    def _switch_off(self):
        servers = self.mainDaemon.servers
        final = (ServerNodeOpState.OFF, ServerNodeOpState.permanentlyFailedToStop)
        self._sequence("off", servers.isReadyToTurnOff, final)

    def _sequence(self, action, is_ready, final):
        """Level after level, until nothing is left to do or nothing gets further."""
        idle = 0
        try:
            while self.isEnabled() and self.mainDaemon.running and not self._is_over(final):
                idle = 0 if self._pass(action, is_ready, final) else idle + 1
                if idle >= int(self.MAX_START_ATTEPMTS):
                    self.debug("Nothing can be turned %s any more" % action)
                    return
                time.sleep(float(self.WAIT_TIME))
        finally:
            self.setEnabled(False)

    def _pass(self, action, is_ready, final):
        """Switches all servers that are ready side by side; True when that was a step forward."""
        skipped = (*final, ServerNodeOpState.SwitcingOn, ServerNodeOpState.SwitchingOff)
        servers = self.mainDaemon.servers.getSortedNodeList()
        ready = [
            server
            for server in servers
            if server.getOpState() not in skipped and is_ready(server.getName())
        ]
        for server in ready:
            self.debug("Turning %s %s" % (action, server.getName()))
            self.workers.addWorker(
                server.getName(), lambda server=server: self._act(server, action)
            )
        self.workers.waitForWorkers()
        # A failure counts towards the permanent one, unless there is none: then it is no step.
        counts = ServerNode.MAX_ATTEMPTS > 0
        return any(
            server.getName() not in self._refused and (counts or server.getOpState() in final)
            for server in ready
        )

    def _act(self, server, action):
        """What is refused now, for example because someone else switches it, is tried again."""
        try:
            server.action(action)
            self._refused.discard(server.getName())
        except Exception as error:
            self._refused.add(server.getName())
            self.debug("%s was not turned %s: %s" % (server.getName(), action, error))

    def _is_over(self, final):
        return all(
            server.getOpState() in final for server in self.mainDaemon.servers.getSortedNodeList()
        )

    def _register(self, handler):
        handler.AddCommandToList(
            "getAutoControlStatus",
            lambda data: self.getAutoControlStatus(),
            "Whether a sequence runs: status is on or off.",
        )
        handler.AddCommandToList(
            "setAutoControlStatus",
            lambda data: self.setAutoControlStatusCommand(data["state"]),
            "Sets the flag to state, True or False; False ends a running sequence.",
        )
        handler.AddCommandToList(
            "switchNetwork",
            lambda data: self.switchNetworkCommand(data["state"]),
            "Switches all servers on (state true) or off (anything else), in the order of their needs.",
        )
