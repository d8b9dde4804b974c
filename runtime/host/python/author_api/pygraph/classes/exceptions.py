"""Errors of graphs."""


class GraphError(RuntimeError):
    """Base class of what graphs refuse."""


class AdditionError(GraphError):
    """What is to be added is there already, or joins what is not there."""


class NodeUnreachable(GraphError):
    """No way leads to the node."""


class InvalidGraphType(GraphError):
    """The graph is of another kind than asked for."""


class AlgorithmError(RuntimeError):
    """Base class of what questions to graphs run into."""


class NegativeWeightCycleError(AlgorithmError):
    """A circle has a negative weight."""
