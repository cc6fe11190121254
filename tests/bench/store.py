#!/usr/bin/env python3
"""Loading, queries, audits and size of the store, next to Oxigraph's npm build and librdf's store, both in memory, on quads in the
shape of attest's graphs.

usage: store.py [QUADS...] [--folder DIR] [--no-oxigraph] [--librdf-join]

The quads are those of examples/articles, again and again: each copy has sources of its own, ten copies share their entities. The same
number gives the same file. Each QUADS (default 100000) is a column of the table. Times of audits and queries are medians within the
program, each on the store opened anew; "whole" is from the start of the program to its end. Oxigraph is left out beyond what its
WebAssembly holds. librdf gets as many quads as it can bear, and its join, which takes a minute, is run with --librdf-join only."""
# SPDX-License-Identifier: Apache-2.0
import argparse
import itertools
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

JOIN = """PREFIX att: <https://w3id.org/attest/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?said att:speaker ?who ; att:content ?piece . ?piece oa:exact ?words . ?who rdfs:label ?name } }"""
REPEATS = 5
OXIGRAPH_QUADS = 2_000_000  # beyond, its WebAssembly runs out of memory
LIBRDF_QUADS = 5_000  # each quad that is added is compared with all others
BUILD = pathlib.Path(os.environ.get("BUILD", "build"))


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


def from_json(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}


def librdf(data, join, folder):
    """Seconds of librdf's store for the first quads of a file."""
    part = folder / "part.nq"
    with open(data, encoding="utf-8") as lines, open(part, "w", encoding="utf-8") as out:
        out.writelines(itertools.islice(lines, LIBRDF_QUADS))
    return from_json(BUILD / "tests/bench-librdf", part, *([join] if join else []))


def measure(attest, quads, folder, options):
    """Rows of the table for so many quads, and rows of the queries."""
    data, store, join = folder / "data.nq", folder / "store", folder / "join.rq"
    group = generate(attest, quads, data, folder)
    name = f"Salma Idris {group // 2}"
    join.write_text(JOIN)
    queries = [str(path) for path in sorted(pathlib.Path("examples/queries").glob("*.rq"))] + [str(join)]
    seconds, memory = run(attest, "load", "-q", "--store", store, data)
    size = sum(file.stat().st_blocks * 512 for file in store.rglob("*"))
    ours = from_json(BUILD / "tests/bench-store", store, REPEATS, name, *queries)
    if not ours:
        raise SystemExit("bench-store failed")
    script = pathlib.Path(__file__).with_name("store.mjs")
    theirs = {}
    if options.oxigraph and quads <= OXIGRAPH_QUADS:
        theirs = from_json("node", "--max-old-space-size=8192", script, data, REPEATS, *queries)
    redland = librdf(data, join if options.librdf_join else None, folder)
    ratios = [ours[query] / theirs[query] for query in queries[:-1] if query in theirs]
    milliseconds = lambda times, key: f"{1e3 * times[key]:.1f}" if key in times else ""
    rows = {
        "load to disk, quads/s": f"{quads / seconds:.0f}",
        "  Oxigraph, in memory": f"{quads / theirs['load']:.0f}" if theirs else "",
        "  librdf, in memory": f"{redland['quads'] / redland['load']:.0f} ({redland['quads']})" if redland else "",
        "peak memory of the load, MiB": f"{memory:.0f}",
        "bytes on disk per quad": f"{size / quads:.1f}",
        "audit of one entity, ms": milliseconds(ours, "audit"),
        "  whole": f"{1e3 * median_time(attest, 'audit', store, name):.1f}",
        "  start and end of the program": f"{1e3 * median_time(attest, '--version'):.1f}",
        "four-pattern join, ms": milliseconds(ours, str(join)),
        "  Oxigraph": milliseconds(theirs, str(join)),
        "  librdf": milliseconds(redland, "query"),
        "ten queries to Oxigraph, median": f"{statistics.median(ratios):.2f}" if ratios else "",
    }
    for query in queries[:-1]:
        other = f" / {1e3 * theirs[query]:.1f}" if query in theirs else ""
        rows[f"  {pathlib.Path(query).name}, ms"] = f"{1e3 * ours[query]:.1f}{other}"
    return rows


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("quads", nargs="*", type=int, default=[100000])
    parser.add_argument("--folder")
    parser.add_argument("--no-oxigraph", dest="oxigraph", action="store_false")
    parser.add_argument("--librdf-join", action="store_true")
    options = parser.parse_args()
    columns = []
    for quads in options.quads:
        folder = pathlib.Path(tempfile.mkdtemp(dir=options.folder))
        try:
            columns.append(measure(str(BUILD / "attest"), quads, folder, options))
        finally:
            shutil.rmtree(folder)
    print(f"{'quads':40}" + "".join(f"{quads:>20}" for quads in options.quads))
    for row in columns[0]:
        print(f"{row:40}" + "".join(f"{column[row]:>20}" for column in columns))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
