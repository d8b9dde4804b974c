"""Controls that log in by SSH."""

from controllers.ControllerTemplate import ControllerTemplate


class SSHController(ControllerTemplate):
    """Shuts a server down by SSH; it cannot do so yet"""

    def __init__(self, name, controllerConfigDict=None, controllerParams=None):
        raise NotImplementedError(
            "Servers cannot be shut down by SSH yet. Use the controller type Dummy meanwhile."
        )
