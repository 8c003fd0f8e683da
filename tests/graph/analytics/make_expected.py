#!/usr/bin/env python3
"""Writes expected.txt: what NetworkX says of three graphs.

  python3 make_expected.py > expected.txt     (needs networkx and scipy)

analytics_test.cc reads it, so that ctest compares with NetworkX without
having it. The third graph is made by the generator of graph/analytics/random.h
here and there. Takes some minutes: NetworkX's betweenness is exact.
"""

import networkx as nx

MASK = (1 << 64) - 1


class Random:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return (z ^ (z >> 31)) % bound


def made_edges(nodes, edges, seed):
    """Few nodes have many edges; some have none."""
    random = Random(seed)
    made = []
    for _ in range(edges):
        source = random.below(nodes)
        made.append((source, random.below(1 + random.below(nodes)), 1))
    return made


def numbered(graph):
    order = {node: number for number, node in enumerate(graph)}
    return len(order), [(order[a], order[b], graph[a][b].get("weight", 1))
                        for a, b in graph.edges]


def show(key, values):
    print(key, *(f"{value:.12g}" for value in values))


def report(name, nodes, edges, print_edges):
    print("graph", name, nodes, len(edges))
    if print_edges:
        print("edges", *(f"{a} {b} {w}" for a, b, w in edges))
    directed = nx.MultiDiGraph()
    directed.add_nodes_from(range(nodes))
    for a, b, w in edges:
        directed.add_edge(a, b, weight=w)
    plain = nx.Graph()
    plain.add_nodes_from(range(nodes))
    for a, b, w in edges:
        if a == b:
            continue
        known = plain[a][b]["weight"] if plain.has_edge(a, b) else 0
        plain.add_edge(a, b, weight=known + w)
    each = range(nodes)
    rank = nx.pagerank(directed, tol=1e-14, max_iter=1000)
    show("pagerank", (rank[i] for i in each))
    between = nx.betweenness_centrality(plain)
    show("betweenness", (between[i] for i in each))
    core = nx.core_number(plain)
    show("core", (core[i] for i in each))
    sizes = sorted((len(c) for c in nx.connected_components(plain)),
                   reverse=True)
    show("components", sizes)
    best = max(nx.community.modularity(
        plain, nx.community.louvain_communities(plain, seed=seed))
        for seed in range(5))
    show("modularity", [best])
    others = list(range(1, min(nodes, 40)))
    pairs = [(0, other) for other in others
             if any(True for _ in nx.common_neighbors(plain, 0, other))]
    print("similar", *(other for _, other in pairs))
    show("jaccard", (s for *_, s in nx.jaccard_coefficient(plain, pairs)))
    show("adamic", (s for *_, s in nx.adamic_adar_index(plain, pairs)))


def main():
    report("karate", *numbered(nx.karate_club_graph()), True)
    report("miserables", *numbered(nx.les_miserables_graph()), True)
    report("made", 4000, made_edges(4000, 20000, 7), False)


if __name__ == "__main__":
    main()
