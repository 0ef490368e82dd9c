"""Maximum spanning trees: Chu-Liu-Edmonds with exactly one word under ROOT."""
import numpy as np

ONE_ROOT = 1e6      # taken from every arc to ROOT: a tree with one such arc beats every tree with two


def find_cycle(heads):
    """Nodes of a cycle among the heads, or None. Node 0 is the root."""
    n = len(heads)
    colour = np.zeros(n, int)
    for start in range(1, n):
        node, path = start, []
        while node > 0 and colour[node] == 0:
            colour[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and colour[node] == start:
            return path[path.index(node):]
    return None


def is_tree(heads):
    """Whether heads[1:] form one tree with one word under node 0."""
    return (heads[1:] == 0).sum() == 1 and find_cycle(heads) is None


def _arborescence(score):
    n = len(score)
    heads = score.argmax(1)
    heads[0] = -1
    cycle = find_cycle(heads)
    if cycle is None:
        return heads
    # Contract the cycle into one node, the last of the smaller graph.
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    cycle = np.array(cycle)
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = score[np.ix_(outside, outside)]
    leaving = score[np.ix_(outside, cycle)]
    small[:m, m] = leaving.max(1)
    gain = score[np.ix_(cycle, outside)] - score[cycle, heads[cycle]][:, None]
    small[m, :m] = gain.max(0)
    small[0, :] = -np.inf
    solved = _arborescence(small)
    out = heads.copy()
    for a, node in enumerate(outside):
        if node:
            out[node] = outside[solved[a]] if solved[a] < m else cycle[leaving[a].argmax()]
    entry = cycle[gain[:, solved[m]].argmax()]
    out[entry] = outside[solved[m]]
    return out


def decode(score):
    """Head of each node from score[dependent, head]; heads[0] is -1."""
    score = np.array(score, float)
    score[1:, 0] -= ONE_ROOT
    np.fill_diagonal(score, -np.inf)
    score[0, :] = -np.inf
    return _arborescence(score)
