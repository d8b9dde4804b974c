"""Ways through graphs."""


def depth_first_search(graph, root=None, filter=None):
    """Answers ({node: the node it was found from}, nodes as entered, nodes as left)."""
    found_from, entered, left = {}, [], []
    for start in graph.nodes() if root is None else [root]:
        if start not in found_from:
            found_from[start] = None
            _search_deep(graph, start, found_from, entered, left)
    return found_from, entered, left


def breadth_first_search(graph, root=None, filter=None):
    """Answers ({node: the node it was found from}, nodes in the order found)."""
    found_from, order = {}, []
    for start in graph.nodes() if root is None else [root]:
        if start in found_from:
            continue
        found_from[start] = None
        waiting = [start]
        for node in waiting:
            order.append(node)
            for neighbor in graph.neighbors(node):
                if neighbor not in found_from:
                    found_from[neighbor] = node
                    waiting.append(neighbor)
    return found_from, order


def _search_deep(graph, start, found_from, entered, left):
    """A stack of its own: long chains of servers must not meet Python's limit of calls."""
    entered.append(start)
    path = [(start, iter(graph.neighbors(start)))]
    while path:
        node, neighbors = path[-1]
        neighbor = next((each for each in neighbors if each not in found_from), None)
        if neighbor is None:
            left.append(node)
            path.pop()
        else:
            found_from[neighbor] = node
            entered.append(neighbor)
            path.append((neighbor, iter(graph.neighbors(neighbor))))
