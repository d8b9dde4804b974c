"""Circles in graphs."""


def find_cycle(graph):
    """Nodes along the first circle that is found, or an empty list."""
    done = set()
    for start in graph.nodes():
        if start not in done:
            cycle = _cycle_from(graph, start, done)
            if cycle:
                return cycle
    return []


def _cycle_from(graph, start, done):
    names = [start]
    path = [iter(graph.neighbors(start))]
    on_path = {start}
    while path:
        neighbor = next((each for each in path[-1] if each not in done), None)
        if neighbor is None:
            path.pop()
            node = names.pop()
            on_path.discard(node)
            done.add(node)
        elif neighbor in on_path:
            return names[names.index(neighbor) :]
        else:
            names.append(neighbor)
            on_path.add(neighbor)
            path.append(iter(graph.neighbors(neighbor)))
    return []
