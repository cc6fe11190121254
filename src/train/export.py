"""Checkpoints of one or several networks to the model file of src/language (format: src/language/model/README.md), and a golden batch to test the C side against.

Weights become 8-bit integers with one scale a row. The networks are then read back from what was written, so that the scores and activations
printed here are those of the file, up to the rounding of activations to 14 bits that C adds.
"""
# SPDX-License-Identifier: Apache-2.0
import argparse
import hashlib
import json
import struct
import sys

import numpy as np
import torch
import torch.nn.functional as F

import align
import data
import features
import train
from model import DISTANCES, Ensemble

VERSION = 4
ACTIVATION_MAX = 8191.0
NARROW_MAX, STATE_RANGE, STATE_ZERO = 63, 63, 64
TYPES = {"int8": (1, np.int8), "float32": (2, np.float32), "uint64": (3, np.uint64), "text": (4, None), "int32": (5, np.int32)}
RANGES = ("concat", "input", "tag", "name", "arc_dep", "arc_head", "query", "label")
TABLE_NAMES = ["word", "suffix2", "suffix3", "suffix4", "prefix2", "prefix4", "shape"]


def pad(matrix, rows, columns):
    out = np.zeros((-(-matrix.shape[0] // rows) * rows, -(-matrix.shape[1] // columns) * columns), matrix.dtype)
    out[:matrix.shape[0], :matrix.shape[1]] = matrix
    return out


def quantise(matrix, most=127):
    """int8 values within +-most, scale of each row."""
    scale = np.abs(matrix).max(1) / most
    scale[scale == 0] = 1.0
    return np.clip(np.rint(matrix / scale[:, None]), -most, most).astype(np.int8), scale.astype(np.float32)


class Writer:
    def __init__(self):
        self.tensors, self.scope = [], ""

    def add(self, name, kind, array, rows=None):
        name = self.scope + name
        if kind == "text":
            self.tensors.append((name, kind, rows, 0, array.encode("utf-8")))
            return
        array = np.ascontiguousarray(array, TYPES[kind][1])
        array = array.reshape(len(array), -1)
        self.tensors.append((name, kind, array.shape[0], array.shape[1], array.tobytes()))

    def matrix(self, name, weight, bias, range_in, narrow=False):
        """Returns the weights as C will see them."""
        values, scale = quantise(weight, NARROW_MAX if narrow else 127)
        if narrow:
            bias = bias - scale / range_in * STATE_ZERO * values.astype(np.float64).sum(1)
        padded = pad(values, 4, 64 if narrow else 16)
        extra = len(padded) - len(values)
        self.add(name + ".w", "int8", padded)
        self.add(name + ".s", "float32", np.concatenate([scale / range_in, np.ones(extra, np.float32)]))
        self.add(name + ".b", "float32", np.concatenate([bias, np.zeros(extra, np.float32)]))
        return values * scale[:, None]

    def keys(self, name, keys):
        """Returns the order in which rows are written: row 0, of unknown keys, first."""
        hashes = np.array([features.fnv(k) for k in keys], np.uint64)
        assert len(set(hashes.tolist())) == len(hashes)
        order = np.argsort(hashes)
        self.add(name + ".h", "uint64", hashes[order])
        return np.concatenate([[0], order + 1])

    def rows(self, name, values, order):
        """values[0] is the row of unknown keys. Returns the rows as C will see them."""
        small, scale = quantise(values)
        self.add(name + ".v", "int8", small[order])
        self.add(name + ".s", "float32", scale[order])
        return small * scale[:, None]

    def save(self, path):
        offset = 64 + 48 * len(self.tensors)
        directory, body = b"", b""
        for name, kind, rows, columns, content in self.tensors:
            start = -(-(offset + len(body)) // 64) * 64
            body += bytes(start - offset - len(body)) + content
            directory += struct.pack("<16sIIIIQQ", name.encode(), TYPES[kind][0], rows, columns, 0, start, len(content))
        rest = directory + body
        header = struct.pack("<8sIIIIQ32s", b"ATTESTLM", VERSION, 0x01020304, len(self.tensors), 0, 64 + len(rest), hashlib.sha256(rest).digest())
        with open(path, "wb") as file:
            file.write(header + rest)
        return 64 + len(rest)


def measure_ranges(net, encoded, matrix):
    """Factor of each quantised activation: its largest magnitude on the sample, with a quarter to spare, becomes ACTIVATION_MAX."""
    most = dict.fromkeys(RANGES, 0.0)

    def see(name, tensor):
        most[name] = max(most[name], float(tensor.abs().max()))
    seen_inputs = []
    hook = net.project.register_forward_pre_hook(lambda _, args: see("concat", args[0]))
    with torch.no_grad():
        for batch in train.batches(encoded, 2000, train.random.Random(1)):
            ids, vectors, lengths, _ = train.collate([encoded[i] for i in batch], matrix)
            x = net.encode(ids, vectors, lengths, train.NO_DROP)
            seen_inputs.append(net.embedded.abs().flatten()[::7])
            see("tag", F.leaky_relu(net.tag(x), 0.1))
            out = net.heads(x, train.NO_DROP)
            for name, layer in (("name", net.name), ("arc_dep", net.dep), ("arc_head", net.head)):
                see(name, F.leaky_relu(layer(net.joined), 0.1))
            see("query", F.leaky_relu(net.dep(net.joined), 0.1) @ net.bilinear + net.head_bias)
            a, b = out["label_dep"], out["label_head"]
            see("label", a.abs().max() * b.abs().max() * 0.5)
            see("label", a.abs().max() + b.abs().max())
        see("arc_head", net.root)
    hook.remove()
    # 63 steps on either side are few: the input of the LSTMs is cut where only one value in a thousand lies beyond.
    inputs = torch.cat(seen_inputs).sort()[0]
    most["input"] = float(inputs[int(len(inputs) * 0.999)])
    ranges = {k: ACTIVATION_MAX / (1.25 * v) for k, v in most.items()}
    ranges["input"] = STATE_RANGE / most["input"]
    return ranges


def write_member(w, net, ranges, orders):
    """One network; its weights become those that C will see."""
    state = {k: v.detach().numpy().copy() for k, v in net.state_dict().items()}
    for k, table in enumerate(TABLE_NAMES):
        state["tables.%d.weight" % k] = w.rows(table, state["tables.%d.weight" % k], orders[k])
    w.add("shape.encoder", "int32", np.array([net.dims["layers"], net.dims["hidden"]]))

    def put(tensor, weight, bias, range_in=None, narrow=True):
        b = state[bias] if bias else np.zeros(len(state[weight]), np.float32)
        state[weight] = w.matrix(tensor, state[weight], b, range_in or STATE_RANGE, narrow)
    put("project", "project.weight", "project.bias", ranges["concat"], False)
    for i in range(net.dims["layers"]):
        for side in ("fore", "back"):
            key = "layers.%d.%s." % (i, side)
            put("%s%d.input" % (side, i), key + "input.weight", key + "input.bias", None if i else ranges["input"])
            put("%s%d.rec" % (side, i), key + "recurrent", None)
    put("tag", "tag.weight", "tag.bias")
    for i, column in enumerate(("upos", "xpos", "feats", "lemma")):
        put(column, "outputs.%d.weight" % i, "outputs.%d.bias" % i, ranges["tag"], False)
    state["feed.weight"] = w.matrix("feed", state["feed.weight"], np.zeros(net.dims["feed"], np.float32), ACTIVATION_MAX)
    put("name", "name.weight", "name.bias")
    put("name.out", "name_out.weight", "name_out.bias", ranges["name"], False)
    put("arc.dep", "dep.weight", "dep.bias")
    put("arc.head", "head.weight", "head.bias")
    state["bilinear"] = w.matrix("bilinear", state["bilinear"].T, state["head_bias"], ranges["arc_dep"]).T
    put("distance", "distance.weight", "distance.bias", ranges["arc_dep"], False)
    put("label.dep", "label_dep.weight", "label_dep.bias")
    put("label.head", "label_head.weight", None)
    put("label", "label.weight", "label.bias", ranges["label"], False)
    w.add("arc.root", "float32", state["root"])
    w.add("label.root", "float32", state["label_root"])
    w.add("ranges", "float32", np.array([ranges[k] for k in RANGES]))
    w.add("arc.scale", "float32", np.array([net.dims["arc"] ** -0.5 / (ranges["query"] * ranges["arc_head"])]))
    net.input_range = ranges["input"]
    net.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)).float() for k, v in state.items()})


def write_model(nets, inventory, keys, matrix, lexicon, ranges, name, path):
    """Write the file and put the weights as C will see them back into `nets`; returns size and the vectors as C will see them."""
    w = Writer()
    w.add("model.name", "text", name, 1)
    for column in train.COLUMNS:
        w.add(column, "text", "".join(v + "\n" for v in inventory.labels[column]), len(inventory.labels[column]))
    orders = [w.keys(table, sorted(rows, key=rows.get)) for table, rows in zip(TABLE_NAMES, inventory.rows)]
    vectors = w.rows("vector", matrix, w.keys("vector", keys))
    scripts = sorted(set(lexicon.values()))
    hashes = sorted((features.fnv(k), scripts.index(v)) for k, v in lexicon.items())
    w.add("lexicon", "text", "".join(s + "\n" for s in scripts), len(scripts))
    w.add("lexicon.h", "uint64", np.array([h for h, _ in hashes], np.uint64))
    w.add("lexicon.i", "int32", np.array([i for _, i in hashes], np.int32))
    w.add("distances", "float32", np.array(DISTANCES))
    w.add("members", "int32", np.array([len(nets)]))
    for k, net in enumerate(nets):
        w.scope = "%d." % (k + 1)
        write_member(w, net, ranges[k], orders)
    w.scope = ""
    return w.save(path), vectors


def write_golden(net, inventory, lexicon, sentences, vector_rows, matrix, path):
    encoded = [inventory.encode(data.Sentence(forms, "golden"), vector_rows) for forms in sentences]
    predicted = train.predict(net, encoded, matrix)
    with open(path, "w", encoding="utf-8") as file:
        file.write("# form, tag, Penn tag, features, lemma, head, relation, then outputs 0, 1 and the last two of the first encoder; made by src/train/export.py\n")
        for forms, e, p in zip(sentences, encoded, predicted):
            ids, vectors, lengths, _ = train.collate([e], matrix)
            with torch.no_grad():
                x = net.encode(ids, vectors, lengths, train.NO_DROP)[0][:, 0].numpy()
            for i, form in enumerate(forms):
                label = inventory.labels
                script = features.find_script(lexicon, form, label["xpos"][p["xpos"][i]], label["lemma"][p["lemma"][i]])
                cells = [form, label["upos"][p["upos"][i]], label["xpos"][p["xpos"][i]], label["feats"][p["feats"][i]],
                         features.apply_script(form, script), str(p["head"][i]), label["deprel"][p["deprel"][i]]]
                file.write("\t".join(cells + ["%.6f" % x[i, k] for k in (0, 1, -2, -1)]) + "\n")
            file.write("\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", nargs="+", help="networks of which the file will hold the ensemble")
    parser.add_argument("--ud", required=True)
    parser.add_argument("--uner")
    parser.add_argument("--countries", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--own", action="append")
    parser.add_argument("--vector-rows", type=int, default=45000)
    parser.add_argument("--name", default="attest-en 1")
    parser.add_argument("--out", required=True)
    parser.add_argument("--golden", help="where to write the golden batch")
    parser.add_argument("--golden-text", help="its sentences: one a line, tokens separated by spaces")
    args = parser.parse_args()
    torch.set_num_threads(1)
    nets, inventory = align.load(args.checkpoint)
    net = Ensemble(nets)
    net.eval()
    vector_rows, matrix = train.read_vectors(args.vectors, args.vector_rows)
    sample = data.read_conllu(args.ud + "/gum-dev.conllu", "gum") + data.read_conllu(args.ud + "/ewt-dev.conllu", "ewt")
    encoded = [inventory.encode(s, vector_rows) for s in sample[::3]]
    ranges = [measure_ranges(member, encoded, torch.from_numpy(matrix)) for member in net.nets]
    train_sentences = data.read_conllu(args.ud + "/ewt-train.conllu", "ewt") + data.read_conllu(args.ud + "/gum-train.conllu", "gum")
    for path in args.own or []:
        train_sentences += data.read_conllu(path, "own")
    keys = sorted(vector_rows, key=vector_rows.get)
    lexicon = features.make_lexicon(((f, x, l) for s in train_sentences for f, x, l in zip(s.forms, s.xpos, s.lemma)), keys)
    size, seen = write_model(net.nets, inventory, keys, matrix, lexicon, ranges, args.name, args.out)
    matrix = torch.from_numpy(seen.astype(np.float32))
    words = data.country_words(args.countries)
    dev = {"ewt": data.read_conllu(args.ud + "/ewt-dev.conllu", "ewt"), "gum": data.read_conllu(args.ud + "/gum-dev.conllu", "gum", words)}
    dev = {k: (v, [inventory.encode(s, vector_rows) for s in v]) for k, v in dev.items()}
    uner = data.read_uner(args.uner) if args.uner else []
    if uner:
        uner = (uner, [inventory.encode(data.Sentence(forms, "uner"), vector_rows) for forms, _ in uner])
    print(json.dumps({"size": size, "ranges": ranges, "file": train.evaluate(net, inventory, dev, uner, matrix, lexicon)}))
    if args.golden:
        lines = [line.split() for line in open(args.golden_text, encoding="utf-8") if line.strip()]
        write_golden(net, inventory, lexicon, lines, vector_rows, matrix, args.golden)


if __name__ == "__main__":
    sys.exit(main())
