"""The commonest kinds of parse error: `errors.py GOLD SYSTEM [PREFIX...]`, CoNLL-U files with the same tokens; with prefixes only documents whose name
starts with one of them. Prints a table in Markdown: counts and kinds, no text."""
# SPDX-License-Identifier: Apache-2.0
import collections
import sys

CLAIM = {"nsubj", "nsubj:pass", "obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "acl:relcl", "appos", "conj", "parataxis", "root"}


def read(path):
    rows, document = [], ""
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            document = line.split("=", 1)[1].strip()
        elif not line:
            yield document, rows
            rows = []
        elif line.split("\t")[0].isdigit():
            rows.append(line.split("\t"))


def tag(rows, head):
    return rows[head - 1][3] if head else "root"


def kind_of(rows, i, gold, system):
    g, s = int(gold[6]), int(system[6])
    if g == s:
        return "right head, %s for %s" % (system[7], gold[7])
    where = "nearer" if abs(s - i) < abs(g - i) else "farther"
    if not s or not g:
        where = "the root" if not s else "not the root"
    label = gold[7] if gold[7] == system[7] else "%s, called %s," % (gold[7], system[7])
    return "%s of %s: head %s instead of %s, %s" % (label, gold[3], tag(rows, s), tag(rows, g), where)


def main():
    gold, system, prefixes = sys.argv[1], sys.argv[2], tuple(sys.argv[3:]) or ("",)
    kinds, claim, total, wrong = collections.Counter(), collections.Counter(), 0, 0
    for (document, rows), (_, found) in zip(read(gold), read(system)):
        if not document.startswith(prefixes):
            continue
        for i, (g, s) in enumerate(zip(rows, found), 1):
            total += 1
            if g[6] == s[6] and g[7] == s[7]:
                continue
            wrong += 1
            kind = kind_of(rows, i, g, s)
            kinds[kind] += 1
            claim[kind] += g[7] in CLAIM or s[7] in CLAIM
    print("%d words, %d of them with a wrong head or relation, %d kinds of error." % (total, wrong, len(kinds)))
    print("\n| | count | claim relation | kind |\n| --- | --- | --- | --- |")
    for place, (kind, count) in enumerate(sorted(kinds.items(), key=lambda k: (-k[1], k[0]))[:100], 1):
        print("| %d | %d | %s | %s |" % (place, count, "yes" if claim[kind] else "", kind))


if __name__ == "__main__":
    sys.exit(main())
