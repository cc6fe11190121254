"""Greedy decoding with repair: the maximum spanning tree with a single root (Chu and Liu, Edmonds)."""
# SPDX-License-Identifier: Apache-2.0
import numpy as np


def cycle_in(heads):
    """Tokens of one cycle in heads[1..] (0 is the root), or None."""
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        path, v = [], start
        while v and not colour[v]:
            colour[v] = 1
            path.append(v)
            v = heads[v]
        if v and colour[v] == 1:
            return path[path.index(v):]
        for u in path:
            colour[u] = 2
    return None


def spanning_tree(scores):
    """scores (n+1, n+1) [dependent, head], node 0 the root; returns heads."""
    n = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[0] = -np.inf
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = cycle_in(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [v for v in range(n) if v not in inside]
    m = len(outside)
    total = sum(scores[v][heads[v]] for v in cycle)
    small = np.full((m + 1, m + 1), -np.inf)
    enter, leave = {}, {}
    for i, v in enumerate(outside):
        small[i, :m] = scores[v][outside]
        u = max(cycle, key=lambda c: scores[v][c])
        small[i, m], leave[i] = scores[v][u], u
        u = max(cycle, key=lambda c: scores[c][v] - scores[c][heads[c]])
        small[m, i], enter[i] = total + scores[u][v] - scores[u][heads[u]], u
    inner = spanning_tree(small)
    result = heads.copy()
    for i, v in enumerate(outside):
        if i:
            result[v] = leave[i] if inner[i] == m else outside[inner[i]]
    result[enter[inner[m]]] = outside[inner[m]]
    return result


def decode(arcs):
    """arcs (n, n+1): logits per dependent, column 0 the root; heads as 0 (root) or 1-based."""
    n = len(arcs)
    scores = np.full((n + 1, n + 1), -np.inf)
    scores[1:] = arcs
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[0] = 0
    if (heads[1:] == 0).sum() == 1 and cycle_in(heads) is None:
        return heads[1:]
    scores[1:, 0] -= 1e6
    return spanning_tree(scores)[1:]
