"""Features of a word and lemma scripts: the definitions that src/language/features.c and lemma.c repeat in C.

Every feature is a string with a one-byte kind in front; it is known by its 64-bit FNV-1a hash alone. Change nothing here without
changing the C side: tests/unit/test_network.c compares the two on a golden batch.
"""
# SPDX-License-Identifier: Apache-2.0
import collections
import functools
import unicodedata

# kind, dimensions of its embedding, smallest number of occurrences in training
KINDS = [("w", 64, 2), ("s", 24, 2), ("t", 32, 2), ("u", 40, 2), ("p", 16, 2), ("q", 40, 2), ("h", 32, 2)]
VECTOR_DIM = 100

MAPPED = {}
for group, to in (("“”„‟«»″", '"'), ("‘’‚‛`´′", "'"), ("‐‑‒–—―−", "-"), ("…", "..."), ("\u00a0\u202f\u2009", " ")):
    for char in group:
        MAPPED[char] = to


def lower_char(char):
    low = char.lower()
    return low if len(low) == 1 else char


def upper_char(char):
    up = char.upper()
    return up if len(up) == 1 else char


@functools.lru_cache(maxsize=None)
def plain(form):
    """Lower case with quotes and dashes made uniform: the key of the vectors."""
    text = "".join(MAPPED.get(c, lower_char(c)) for c in form)
    return '"' if text in ("''", '""') else text


@functools.lru_cache(maxsize=None)
def norm(form):
    return "".join("0" if "0" <= c <= "9" else c for c in plain(form))


@functools.lru_cache(maxsize=None)
def shape(form):
    """X upper, x lower or other letter, d digit, else the mapped character; runs cut at 2, at most 8 code points."""
    out = []
    for c in form:
        if lower_char(c) != c:
            s = "X"
        elif unicodedata.category(c)[0] == "L":
            s = "x"
        elif unicodedata.category(c) == "Nd":
            s = "d"
        else:
            s = MAPPED.get(c, c)[0]
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
    return "".join(out[:8])


@functools.lru_cache(maxsize=None)
def features(form):
    n = norm(form)
    return ("w" + n, "s" + n[-2:], "t" + n[-3:], "u" + n[-4:], "p" + n[:2], "q" + n[:4], "h" + shape(form))


def fnv(text):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


# A lemma script is CASE STRIP "|" APPEND: case k (keep the form's), l (lower), c (first upper, rest lower); drop STRIP code points
# at the end, then append. "=LEMMA" replaces the whole form.
def case_of(form, mode):
    low = "".join(lower_char(c) for c in form)
    if mode == "l":
        return low
    if mode == "c":
        return upper_char(low[0]) + low[1:]
    return form


def lemma_script(form, lemma):
    best = None
    for mode in ("l", "k", "c"):
        base = case_of(form, mode)
        common = 0
        while common < min(len(base), len(lemma)) and base[common] == lemma[common]:
            common += 1
        if common == 0 or (common < 2 and len(form) > 3):
            continue
        strip = len(base) - common
        if best is None or strip < best[0]:
            best = (strip, "%s%d|%s" % (mode, strip, lemma[common:]))
    return best[1] if best else "=" + lemma


def find_script(lexicon, form, xpos, otherwise):
    """The script of a known word (as it stands, or in lower case) with that tag, else `otherwise`."""
    low = "".join(lower_char(c) for c in form)
    return lexicon.get(form + "\t" + xpos) or lexicon.get(low + "\t" + xpos) or otherwise


def base_candidates(word, tag):
    """What a regular inflected form may come from."""
    def undouble(base):
        return [base[:-1]] if len(base) > 3 and base[-1] == base[-2] and base[-1] not in "ls" else []
    if tag == "VBG" and word.endswith("ing") and len(word) > 5:
        base = word[:-3]
        return [base, base + "e"] + undouble(base)
    if tag in ("VBD", "VBN") and word.endswith("ed") and len(word) > 4:
        base = word[:-2]
        return [base, base + "e"] + undouble(base) + ([word[:-3] + "y"] if word.endswith("ied") else [])
    if tag in ("NNS", "VBZ") and word.endswith("es") and len(word) > 4:
        return [word[:-1], word[:-2]] + ([word[:-3] + "y"] if word.endswith("ies") else [])
    if tag == "NNS" and word.endswith("men") and len(word) > 4:
        return [word[:-2] + "an"]
    for ending, wanted in (("er", "JJR"), ("est", "JJS")):
        if tag == wanted and word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[:-len(ending)]
            return [base, base + "e"] + undouble(base) + ([base[:-1] + "y"] if base.endswith("i") else [])
    return []


def make_lexicon(rows, words=()):
    """{form or lower case, tab, Penn tag: script} from (form, Penn tag, lemma): the commonest script; exact forms only where lower case would
    give another lemma. `words`, most frequent first, add what inflection alone leaves open: staged comes from stage, not stag."""
    exact, lower = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for form, xpos, lemma in rows:
        script = lemma_script(form, lemma)
        exact[form + "\t" + xpos][script] += 1
        lower["".join(lower_char(c) for c in form) + "\t" + xpos][script] += 1
    lexicon = {k: min(c, key=lambda s: (-c[s], s)) for k, c in lower.items()}
    for key, counts in exact.items():
        form, xpos = key.split("\t")
        best = min(counts, key=lambda s: (-counts[s], s))
        if apply_script(form, find_script(lexicon, form, xpos, "k0|")) != apply_script(form, best):
            lexicon[key] = best
    rank = {w: i for i, w in enumerate(words)}
    for word in words:
        for tag in ("VBG", "VBD", "VBN", "NNS", "VBZ", "JJR", "JJS"):
            found = [b for b in base_candidates(word, tag) if b in rank]
            if found and word + "\t" + tag not in lexicon:
                lexicon[word + "\t" + tag] = lemma_script(word, min(found, key=rank.get))
    return lexicon


def apply_script(form, script):
    if script[0] == "=":
        return script[1:]
    strip, _, append = script[1:].partition("|")
    base = case_of(form, script[0])
    strip = int(strip)
    if strip >= len(base) and not append:
        return base
    return base[:max(len(base) - strip, 0)] + append
