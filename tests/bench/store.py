#!/usr/bin/env python3
"""Loading, queries, audits and size of the store, next to Oxigraph's npm build in memory, on quads in the shape of attest's graphs.

usage: store.py ATTEST [QUADS] [FOLDER] [alone]

The quads are those of examples/articles, again and again: each copy has sources of its own, ten copies share their entities.
The same QUADS (default 100000) give the same file. With "alone", or a size that Oxigraph's
WebAssembly does not hold, its columns are empty."""
# SPDX-License-Identifier: Apache-2.0
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

JOIN = """PREFIX att: <https://w3id.org/attest/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?said att:speaker ?who ; att:content ?piece . ?piece oa:exact ?words . ?who rdfs:label ?name } }"""
REPEATS = 5


def generate(attest, quads, path, folder):
    """Write so many quads to `path`; returns the number of the last group of copies that share entities."""
    start = folder / "start.nq"
    subprocess.run([attest, "extract", "-q", "--format", "nquads", "-o", start, "examples/articles"], check=True)
    text = start.read_text(encoding="utf-8")
    sources = sorted(set(re.findall(r"/source/([0-9a-f]{16})", text)))
    left, copy = quads, 0
    with open(path, "w", encoding="utf-8") as out:
        while left > 0:
            piece = text
            for number, source in enumerate(sources):
                piece = piece.replace(source, f"{copy * len(sources) + number + 1:016x}")
            group = copy // 10
            piece = piece.replace("kg.example/entity/", f"kg.example/entity/g{group}-").replace("Salma Idris", f"Salma Idris {group}")
            lines = piece.splitlines(keepends=True)[:left]
            out.writelines(lines)
            left -= len(lines)
            copy += 1
    return (copy - 1) // 10


def run(*command):
    """Seconds of wall time and peak memory in MiB of a command."""
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: exit {process.returncode}")
    return time.monotonic() - begin, usage.ru_maxrss / 1024


def median_time(*command):
    return statistics.median(run(*command)[0] for _ in range(REPEATS))


def oxigraph(data, queries):
    script = pathlib.Path(__file__).with_name("store.mjs")
    done = subprocess.run(["node", "--max-old-space-size=8192", script, data, str(REPEATS), *queries], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}


def main():
    attest = sys.argv[1]
    quads = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    folder = pathlib.Path(tempfile.mkdtemp(dir=sys.argv[3] if len(sys.argv) > 3 else None))
    data, store = folder / "data.nq", folder / "store"
    try:
        group = generate(attest, quads, data, folder)
        queries = sorted(str(path) for path in pathlib.Path("examples/queries").glob("*.rq"))
        (folder / "join.rq").write_text(JOIN)
        queries.append(str(folder / "join.rq"))
        seconds, memory = run(attest, "load", "-q", "--store", store, data)
        size = sum(file.stat().st_blocks * 512 for file in store.rglob("*"))
        theirs = {} if "alone" in sys.argv else oxigraph(data, queries)
        print(f"{quads} quads, {data.stat().st_size} bytes of N-Quads")
        print(f"load to disk            {quads / seconds:12.0f} quads/s, peak {memory:.0f} MiB, {size / quads:.0f} bytes a quad")
        if theirs:
            print(f"Oxigraph, in memory     {quads / theirs['load']:12.0f} quads/s")
        print(f"audit of one entity     {1e3 * median_time(attest, 'audit', store, f'Salma Idris {group // 2}'):12.1f} ms")
        start = median_time(attest, "query", store, "-e", "ASK {}")
        print(f"start of the program    {1e3 * start:12.1f} ms, taken off below\nquery                            attest     Oxigraph   ratio (ms)")
        ratios = []
        for query in queries:
            ours = max(1e-5, median_time(attest, "query", store, query, "--format", "json") - start)
            other = theirs.get(query)
            print(f"{pathlib.Path(query).name:28} {1e3 * ours:10.1f}" + (f" {1e3 * other:12.1f} {ours / other:7.2f}" if other else ""))
            if other and not query.endswith("join.rq"):
                ratios.append(ours / other)
        if ratios:
            print(f"median of the ratios of the ten: {statistics.median(ratios):.2f}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
