#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Direct quotations found with the right speaker, against PolNeAR.

    direct_quotes.py GOLD_DIR SYSTEM.ndjson [--errors]

Of the gold attributions with a source whose content is wholly in quotation
marks, the share that the system matches with the right source. Wholly in
quotation marks: every piece of the content, without white space, commas and
full stops at its ends, begins with an opening mark and ends with a closing one,
and no text of it lies outside of marks. Matching and `who` are the scorer's
(score_attribution.py beside the data; ATTEST_SCORERS names its folder).
"""
import os
import re
import sys

sys.path.insert(0, os.environ.get("ATTEST_SCORERS", os.path.join(os.path.dirname(__file__), "..", "..", "..", "shared", "tools")))
import score_attribution as scorer  # noqa: E402

QUOTED = re.compile(r"""(?:["“„]|''|``)[^"“”„]+(?:["”]|'')|'.+'|‘.+’|«[^«»]+»""", re.S)


def is_direct(attribution):
    text = attribution.doc.text
    pieces = [text[b:e].strip(" \n\t,.;") for b, e in attribution.spans["content"]]
    pieces = [p for p in pieces if p]
    return bool(pieces) and all(not re.search(r"\w", QUOTED.sub("", p)) for p in pieces)


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 2:
        sys.exit(__doc__)
    docs, gold = scorer.read_gold(args[0])
    system, _ = scorer.read_system(args[1], docs)
    total = found = right = 0
    for name, items in gold.items():
        mine = system.get(name, [])
        pairs = dict(scorer.match(items, mine, 0.5))
        for number, item in enumerate(items):
            if not item.source or not is_direct(item):
                continue
            total += 1
            other = mine[pairs[number]] if number in pairs else None
            good = bool(other) and scorer.right_source(item, other)
            found += bool(other)
            right += good
            if not good and "--errors" in sys.argv:
                print("%s %s @%d\n   gold   %s" % ("WHO " if other else "MISS", name, docs[name].starts[item.position()], item.show()))
                if other:
                    print("   system " + other.show())
    print("direct quotations with a source: %d; found %d (%.1f%%); with the right speaker %d (%.1f%%)"
          % (total, found, 100 * found / total if total else 0, right, 100 * right / total if total else 0))


if __name__ == "__main__":
    main()
