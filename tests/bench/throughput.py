#!/usr/bin/env python3
"""Throughput and peak memory of `attest extract` and of each writer, next to serdi and rapper on the same N-Quads.

    throughput.py ATTEST [--sources N] [--threads N]

The input is made here: N articles (default 400) put together from the paragraphs of examples/articles, in one NDJSON
stream, the same at every run. Each figure is the best of three runs; memory is the largest resident set of the process.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import glob
import json
import os
import random
import shutil
import subprocess
import tempfile
import time

RUNS = 3


def make_corpus(path, count):
    """Writes `count` articles of about the length of the examples; returns the bytes of text in them."""
    rng = random.Random(20241214)
    paragraphs = []
    for name in sorted(glob.glob("examples/articles/*.txt")):
        with open(name, encoding="utf-8") as f:
            body = f.read().split("---\n", 2)[2]
        paragraphs += [p for p in body.split("\n\n") if len(p) > 60]
    size = 0
    with open(path, "w", encoding="utf-8") as out:
        for number in range(count):
            text = "\n\n".join(rng.sample(paragraphs, 9))
            size += len(text.encode())
            out.write(json.dumps({"title": "Report %d from the coast" % number, "text": text, "date": "2024-12-14",
                                  "url": "https://bench.example/%d" % number, "sitename": "Bench Gazette"}) + "\n")
    return size


def run(command, output=subprocess.DEVNULL):
    """(seconds, peak resident MiB) of the best of RUNS runs."""
    best, memory = None, 0
    for _ in range(RUNS):
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            raise SystemExit("failed: " + " ".join(command))
        best = seconds if best is None else min(best, seconds)
        memory = max(memory, usage.ru_maxrss / 1024)
    return best, memory


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("attest")
    parser.add_argument("--sources", type=int, default=400)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    folder = tempfile.mkdtemp()
    try:
        corpus = os.path.join(folder, "corpus.ndjson")
        size = make_corpus(corpus, args.sources)
        nquads = os.path.join(folder, "kg.nquads")
        print("%d sources, %.1f MB of text, %d thread(s), best of %d runs" %
              (args.sources, size / 1e6, args.threads, RUNS))
        quads = None
        print("%-34s %8s %10s %9s %11s %9s %9s" %
              ("", "seconds", "sources/s", "text MB/s", "quads/s", "out MB/s", "peak MiB"))
        for form in ("ndjson", "nquads", "trig", "jsonld", "turtle"):
            out = os.path.join(folder, "kg." + form)
            seconds, memory = run([args.attest, "extract", "-q", "--threads", str(args.threads), "--format", form,
                                   "-o", out, corpus])
            if form == "nquads":
                with open(out, "rb") as f:
                    quads = sum(1 for _ in f)
            written = (sum(e.stat().st_size for e in os.scandir(out)) if form == "turtle" else os.path.getsize(out))
            rate = "%11.0f" % (quads / seconds) if quads else "%11s" % "-"
            print("%-34s %8.2f %10.0f %9.2f %s %9.1f %9.1f" %
                  ("attest extract --format " + form, seconds, args.sources / seconds, size / seconds / 1e6, rate,
                   written / seconds / 1e6, memory))
            if form == "turtle":
                shutil.rmtree(out)
        size = os.path.getsize(nquads)
        for name, command in (("serdi", ["serdi", "-i", "nquads", "-o", "nquads", nquads]),
                              ("rapper", ["rapper", "-q", "-i", "nquads", "-o", "nquads", nquads])):
            if shutil.which(name):
                seconds, memory = run(command)
                print("%-34s %8.2f %10s %9s %11.0f %9.1f %9.1f" %
                      (name + ": N-Quads to N-Quads", seconds, "", "", quads / seconds, size / seconds / 1e6, memory))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
