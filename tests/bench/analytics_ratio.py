#!/usr/bin/env python3
"""How much faster graph/analytics is than NetworkX on the same graphs.

  build/venv/bin/python tests/bench/analytics_ratio.py [BENCH]

One JSON line a measure, by the clock and by the processor: where the machine
is shared, only the latter compares. What NetworkX would take hours for is
measured on a part of the sources and said so ("share").
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import networkx as nx

BENCH = "build/release/tests/bench/analytics_bench"
# Sources that NetworkX is given, by (edges, measure).
SOURCES = {(20000, "betweenness"): 100, (1000000, "betweenness_sampled"): 2}


def read(file, nodes):
    directed = nx.MultiDiGraph()
    directed.add_nodes_from(range(nodes))
    with open(file) as lines:
        directed.add_edges_from(tuple(map(int, line.split()))
                                for line in lines)
    plain = nx.Graph(directed)
    plain.remove_edges_from(list(nx.selfloop_edges(plain)))
    return directed, plain


def measures(edges, directed, plain):
    nodes = plain.number_of_nodes()
    simple = nx.DiGraph(directed)
    yield "pagerank", 1, lambda: nx.pagerank(simple, tol=1e-12 / nodes,
                                             max_iter=200)
    yield "components", 1, lambda: list(nx.connected_components(plain))
    yield "core", 1, lambda: nx.core_number(plain)
    name = "betweenness" if edges == 20000 else "betweenness_sampled"
    sources = SOURCES[edges, name]
    whole = nodes if name == "betweenness" else 200
    yield name, sources / whole, lambda: nx.betweenness_centrality(
        plain, k=sources, seed=1)
    if edges == 20000:
        yield "communities", 1, lambda: nx.community.louvain_communities(
            plain, seed=1)


def main():
    bench = sys.argv[1] if len(sys.argv) > 1 else BENCH
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run([bench, folder], check=True, capture_output=True,
                             text=True).stdout
        ours = {}
        for line in map(json.loads, out.splitlines()):
            ours[line["edges"], line["measure"]] = line
        for edges, nodes in ((20000, 4000), (1000000, 200000)):
            graphs = read(Path(folder) / f"{edges}.edges", nodes)
            for name, share, run in measures(edges, *graphs):
                begin = time.perf_counter(), time.process_time()
                run()
                wall = (time.perf_counter() - begin[0]) / share
                cpu = (time.process_time() - begin[1]) / share
                mine = ours[edges, name]
                print(json.dumps({
                    "bench": "analytics_ratio", "edges": edges,
                    "measure": name, "share": round(share, 4),
                    "networkx_s": round(wall, 3), "zhimai_s": mine["s"],
                    "ratio": round(wall / mine["s"], 1),
                    "networkx_cpu_s": round(cpu, 3),
                    "zhimai_cpu_s": mine["cpu_s"],
                    "cpu_ratio": round(cpu / mine["cpu_s"], 1)}), flush=True)


if __name__ == "__main__":
    main()
