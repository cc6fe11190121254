#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the segmentation model from treebanks and measures it by cross-validation over documents.

  segment.py train  OUT TREEBANK.conllu...        writes the model (src/language/model/segment.weights)
  segment.py crossvalidate TREEBANK.conllu...     prints sentence, token F1, for all and for news documents
  segment.py test MODEL TREEBANK.conllu...        prints the same for one model; with -v the errors; -b: with blocks as lines (below);
                                                  --floor VALUE: exit 1 if sentences of news documents are below
  segment.py text TREEBANK.conllu...              prints the raw text, a paragraph a line

Raw text is put together again from the sentences: SpaceAfter, and paragraphs and documents as lines. A paragraph is what begins
with "# newpar". GUM also says how many sentences each block has ("# newpar_block = p (6 s) | caption (1 s)"): behind such a block (a
headline, a caption, a date) the page has a new line, though no "# newpar" follows it. With -b these are lines as well.
Training also sees some sentence ends with the space missing, as careless publishers leave it out. Needs a C compiler and build/libattest.a.
"""
import os
import random
import re
import subprocess
import sys
import tempfile

TOKEN, SENTENCE = "\x01", "\x02"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NO_SPACE_SHARE = 0.02
# Sentence ends whose last word is exchanged for an abbreviation: treebanks of this size have too few of them.
ABBREVIATION_SHARE = 0.01
ABBREVIATIONS = "U.S. U.S. U.S. U.K. U.N. D.C. D.C. Inc. Corp. Jr. p.m. a.m. etc. Co. Ltd. L.A. Mass. Calif. B.C. Ph.D. E.U.".split()
FOLDS = 5
# Elements of a page that begin and end with a line, unlike "hi" (bold) or "quote" (often within a paragraph).
BLOCKS = {"p", "head", "figure", "caption", "item", "list", "row", "table", "cell", "note", "lg"}


def read_documents(path, blocks=False):
    """Documents as (name, list of paragraphs), a paragraph a list of sentences, a sentence a list of (form, space after). With `blocks`, a
    paragraph also ends where a block ends."""
    documents, paragraph_due, sentence, until, space, open_blocks = [], True, [], 0, True, []
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc"):
            documents.append((line.split("=")[-1].strip(), []))
            paragraph_due = True
        elif line.startswith("# newpar"):
            paragraph_due = True
            for element, count in re.findall(r"(?:^|[|=]) ?(\w+)[^|]*?\((\d+) s\)", line) if blocks else ():
                if element in BLOCKS:
                    open_blocks.append(int(count))
        elif not line:
            if sentence:
                if not documents:
                    documents.append((path, []))
                if paragraph_due or not documents[-1][1]:
                    documents[-1][1].append([])
                documents[-1][1][-1].append(sentence)
                open_blocks = [count - 1 for count in open_blocks]
                paragraph_due = 0 in open_blocks
                open_blocks = [count for count in open_blocks if count > 0]
            sentence, until = [], 0
        elif line[0] != "#":
            columns = line.split("\t")
            number, after = columns[0], "SpaceAfter=No" not in columns[9]
            if "." in number:
                continue
            if "-" in number:
                until, space = int(number.split("-")[1]), after
            elif int(number) <= until:
                sentence.append((columns[1], space if int(number) == until else False))
            else:
                sentence.append((columns[1], after))
    return documents


def mark(documents, rng=None):
    """The text of documents with marks; with `rng`, some spaces between sentences are left out."""
    out = []
    for _, paragraphs in documents:
        for paragraph in paragraphs:
            for i, sentence in enumerate(paragraph):
                if rng and rng.random() < ABBREVIATION_SHARE and len(sentence) > 3 and sentence[-1][0] == "." and sentence[-2][0].isalpha():
                    sentence = sentence[:-2] + [(rng.choice(ABBREVIATIONS), sentence[-1][1])]
                last = i + 1 == len(paragraph)
                for j, (form, space) in enumerate(sentence):
                    out.append(form)
                    end = j + 1 == len(sentence)
                    if end and not last:
                        follows = paragraph[i + 1][0][0]
                        if rng and len(form) == 1 and form in ".?!" and follows[0].isalpha() and rng.random() < NO_SPACE_SHARE:
                            space = False
                        out.append((TOKEN if not space else "") + SENTENCE)
                    elif not end and not space:
                        out.append(TOKEN)
                    if space and not (end and last):
                        out.append(" ")
            out.append("\n")
    return "".join(out)


def strip(text):
    return text.replace(TOKEN, "").replace(SENTENCE, "")


def spans(marked):
    """Tokens and sentences of marked text as sets of (begin, end), counted without white space."""
    tokens, sentences, at, token, sentence = set(), set(), 0, 0, 0
    for char in marked:
        if char in " \n\x01\x02":
            if at > token:
                tokens.add((token, at))
                token = at
            if char in "\n\x02" and at > sentence:
                sentences.add((sentence, at))
                sentence = at
        else:
            at += 1
    return tokens, sentences


def f1(gold, found):
    right = len(gold & found)
    return 200.0 * right / (len(gold) + len(found)) if gold or found else 100.0


def build(folder):
    program = os.path.join(folder, "segment_train")
    sources = [os.path.join(ROOT, "src/train/segment_train.c"), os.path.join(ROOT, "build/libattest.a")]
    libraries = subprocess.run(["pkg-config", "--libs", "icu-uc", "icu-i18n"], check=True, capture_output=True, text=True).stdout.split()
    subprocess.run([os.environ.get("CC", "cc"), "-std=c11", "-O2", "-D_GNU_SOURCE", "-I", ROOT + "/include", "-I", ROOT + "/src",
                    *sources, *libraries, "-lm", "-o", program], check=True)
    return program


def train(program, folder, documents, model):
    gold = os.path.join(folder, "gold.txt")
    with open(gold, "w", encoding="utf-8") as file:
        file.write(mark(documents))
        file.write(mark(documents, random.Random(1)))
    subprocess.run([program, "train", gold, model], check=True, stderr=subprocess.DEVNULL)


def apply(program, folder, model, documents):
    gold = mark(documents)
    path = os.path.join(folder, "text.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write(strip(gold))
    return gold, subprocess.run([program, "apply", model, path], check=True, capture_output=True).stdout.decode("utf-8")


def report(pairs, verbose):
    """Prints the scores; gives that of sentences of news documents."""
    result = 0.0
    for name, kept in (("all", lambda n: True), ("news", lambda n: "_news_" in n)):
        sums = {"sentences": [0, 0, 0], "tokens": [0, 0, 0]}
        for document, gold, found in pairs:
            if not kept(document):
                continue
            for key, g, f in zip(("tokens", "sentences"), spans(gold), spans(found)):
                sums[key][0] += len(g)
                sums[key][1] += len(f)
                sums[key][2] += len(g & f)
            if verbose and name == "all":
                show(document, gold, found)
        for key, (g, f, right) in sums.items():
            if g:
                print(f"{name:5} {key:9} gold {g:7} found {f:7} F1 {200.0 * right / (g + f):.2f}")
                if (name, key) == ("news", "sentences"):
                    result = 200.0 * right / (g + f)
    return result


def show(document, gold, found):
    """Prints places where only one of the two has a mark."""
    i = j = 0
    while i < len(gold) or j < len(found):
        g = set()
        while i < len(gold) and gold[i] in "\x01\x02":
            g.add(gold[i])
            i += 1
        f = set()
        while j < len(found) and found[j] in "\x01\x02":
            f.add(found[j])
            j += 1
        for kind, label in ((SENTENCE, "sentence"), (TOKEN, "token")):
            if (kind in g) != (kind in f):
                context = strip(gold[max(0, i - 60):i]) + " || " + strip(gold[i:i + 40])
                print(label, "missed " if kind in g else "wrong  ", document[:24], context.replace("\n", " / "))
        i += 1
        j += 1


def main():
    arguments = [a for a in sys.argv[1:] if a not in ("-v", "-b")]
    verbose, blocks = "-v" in sys.argv, "-b" in sys.argv
    floor = 0.0
    if "--floor" in arguments:
        at = arguments.index("--floor")
        floor = float(arguments[at + 1])
        del arguments[at:at + 2]
    if arguments[0] == "text":
        for path in arguments[1:]:
            sys.stdout.write(strip(mark(read_documents(path))))
        return
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder)
        model = os.path.join(folder, "model")
        if arguments[0] == "train":
            train(program, folder, [d for path in arguments[2:] for d in read_documents(path)], arguments[1])
        elif arguments[0] == "test":
            documents = [d for path in arguments[2:] for d in read_documents(path, blocks)]
            news = report([(d[0], *apply(program, folder, arguments[1], [d])) for d in documents], verbose)
        else:
            documents = [d for path in arguments[1:] for d in read_documents(path, blocks)]
            random.Random(7).shuffle(documents)
            pairs = []
            for fold in range(FOLDS):
                train(program, folder, [d for i, d in enumerate(documents) if i % FOLDS != fold], model)
                pairs += [(d[0], *apply(program, folder, model, [d])) for d in documents[fold::FOLDS]]
            news = report(pairs, verbose)
        if arguments[0] != "train" and news < floor:
            sys.exit(f"segment: sentences of news below {floor}")


if __name__ == "__main__":
    main()
