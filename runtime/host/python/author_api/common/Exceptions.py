"""Errors of Ockle's parts."""


class Error(Exception):
    """Base class of Ockle's errors."""

    def debug(self, message):
        """Prints what happened."""
        print("Error: %s: %s" % (self.__class__.__name__, message))


class _TypeNotFound(Error):
    kind = ""

    def __init__(self, iniFile, objType):
        Error.__init__(
            self,
            "%s type '%s' specified in %s does not exist" % (self.kind, objType, iniFile),
        )
        self.iniFile = iniFile
        self.objType = objType


class OutletTypeNotFound(_TypeNotFound):
    """The file of a PDU names a type that nobody has."""

    kind = "PDU"


class TesterTypeNotFound(_TypeNotFound):
    """The file of a tester names a type that nobody has."""

    kind = "Tester"


class ControllerTypeNotFound(_TypeNotFound):
    """The file of a controller names a type that nobody has."""

    kind = "Controller"


class MultipleDeclerationInConfig(Error):
    """A file declares the same option twice."""

    def __init__(self, iniFile, section, key):
        Error.__init__(
            self,
            "The property %s was declared multiple times in config file %s in section: %s"
            % (key, iniFile, section),
        )


class MultipleDeclerationList(Error):
    """A list of pairs has the same name twice."""

    def __init__(self, key):
        Error.__init__(self, key)
        self.key = key


class ParsingTemplateException(Error):
    """The value of a template is no JSON."""
