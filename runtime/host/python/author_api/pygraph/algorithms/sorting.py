"""Orders of graphs."""

from pygraph.algorithms.searching import depth_first_search


def topological_sorting(graph):
    """Nodes so that edges lead forward; of no meaning when there is a circle."""
    return depth_first_search(graph)[2][::-1]
