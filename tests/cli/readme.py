#!/usr/bin/env python3
"""Runs the commands of the README and compares what they print.

    readme.py ATTEST FOLDER [--update]

A block that begins with ```console holds commands, each behind "$ ", and their output. They are run in FOLDER (made as the
README tells: a copy of the repository's examples), in order; `attest` is the program given. A line "..." in the README stands
for any number of lines left out. With --update, the outputs in the README are written anew (lines left out stay so if what
is left still matches).
"""
# SPDX-License-Identifier: Apache-2.0
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def matches(expected, got):
    """True if `got` is `expected`, where a line "..." stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def run(command, attest, folder):
    environment = dict(os.environ, PATH=os.path.dirname(attest) + os.pathsep + os.environ["PATH"], LC_ALL="C.UTF-8")
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode().rstrip("\n").split("\n") if done.stdout.strip() else []


def main():
    attest, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    update = "--update" in sys.argv
    shutil.copytree(os.path.join(ROOT, "examples"), os.path.join(folder, "examples"), dirs_exist_ok=True)
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
        lines = f.read().split("\n")
    out, at, failed, commands = [], 0, 0, 0
    while at < len(lines):
        out.append(lines[at])
        at += 1
        if not out[-1].startswith("```console"):
            continue
        while lines[at] != "```":
            command = lines[at]
            if not command.startswith("$ "):
                sys.exit("README.md:%d: expected a command ('$ ...')" % (at + 1))
            at += 1
            while command.endswith("\\") or command.count("'") % 2:
                command += "\n" + lines[at]
                at += 1
            expected = []
            while lines[at] != "```" and not lines[at].startswith("$ "):
                expected.append(lines[at])
                at += 1
            while expected and expected[-1] == "":
                expected.pop()
            got = run(command[2:], attest, folder)
            commands += 1
            good = matches(expected, got)
            if not good:
                failed += 1
                print("README.md: %s\nexpected:\n%s\ngot:\n%s\n" % (command, "\n".join(expected), "\n".join(got)))
            out += command.split("\n") + (expected if good else got)
    print("%d commands of the README, %d differ" % (commands, failed))
    if update:
        with open(os.path.join(ROOT, "README.md"), "w", encoding="utf-8") as f:
            f.write("\n".join(out))
        return 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
