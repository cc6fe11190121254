"""The way back of export.py: a model file to a checkpoint, to go on training from (train.py --start). Weights are those of the file, rounded to 8 bits;
the strings of the features, of which the file keeps only hashes, are found again in the training sentences."""
# SPDX-License-Identifier: Apache-2.0
import argparse
import struct
import sys

import numpy as np
import torch

import data
import export
import features
import train
from model import Network


class Reader:
    def __init__(self, path, member):
        with open(path, "rb") as file:
            content = file.read()
        magic, version, _, count = struct.unpack_from("<8sIII", content)
        if magic != b"ATTESTLM" or version != export.VERSION:
            raise SystemExit("%s: no model file of version %d" % (path, export.VERSION))
        kinds = {number: kind for number, kind in export.TYPES.values()}
        self.tensors = {}
        for i in range(count):
            field, kind, rows, columns, _, start, size = struct.unpack_from("<16sIIIIQQ", content, 64 + 48 * i)
            piece, name = content[start:start + size], field.rstrip(b"\0").decode()
            if name[:1].isdigit():
                if not name.startswith("%d." % member):
                    continue
                name = name.split(".", 1)[1]
            if kinds[kind] is None:
                self.tensors[name] = piece.decode("utf-8")
            else:
                self.tensors[name] = np.frombuffer(piece, kinds[kind]).reshape(rows, columns)

    def matrix(self, name, shape, range_in, narrow=False):
        """(weights, bias) as export.py had them."""
        values = self.tensors[name + ".w"][:shape[0]].astype(np.float64)
        step = self.tensors[name + ".s"][:shape[0], 0].astype(np.float64)
        bias = self.tensors[name + ".b"][:shape[0], 0].astype(np.float64)
        if narrow:
            bias = bias + step * export.STATE_ZERO * values.sum(1)
        return values[:, :shape[1]] * (step * range_in)[:, None], bias

    def table(self, name):
        return self.tensors[name + ".v"].astype(np.float32) * self.tensors[name + ".s"]


def read_inventory(reader, sentences):
    labels = {c: reader.tensors[c].split("\n")[:-1] for c in train.COLUMNS}
    labels["name"] = data.TAGS
    known = {}
    for s in sentences:
        for form in s.forms:
            for value in features.features(form):
                if value not in known:
                    known[value] = features.fnv(value)
    strings = {h: v for v, h in known.items()}
    rows, lost = [], 0
    for table in export.TABLE_NAMES:
        hashes = reader.tensors[table + ".h"][:, 0].tolist()
        lost += sum(h not in strings for h in hashes)
        rows.append({strings.get(h, "%s %016x" % (table, h)): i + 1 for i, h in enumerate(hashes)})
    return train.Inventory(rows, labels), lost


def read_state(reader, net, ranges):
    state = {k: v.numpy().copy() for k, v in net.state_dict().items()}

    def get(tensor, weight, bias, range_in=export.STATE_RANGE, narrow=True):
        state[weight], b = reader.matrix(tensor, state[weight].shape, range_in, narrow)
        if bias:
            state[bias] = b
    for k, table in enumerate(export.TABLE_NAMES):
        state["tables.%d.weight" % k] = reader.table(table)
    get("project", "project.weight", "project.bias", ranges["concat"], False)
    for i in range(net.dims["layers"]):
        for side in ("fore", "back"):
            key = "layers.%d.%s." % (i, side)
            get("%s%d.input" % (side, i), key + "input.weight", key + "input.bias", export.STATE_RANGE if i else ranges["input"])
            get("%s%d.rec" % (side, i), key + "recurrent", None)
    get("tag", "tag.weight", "tag.bias")
    for i, column in enumerate(("upos", "xpos", "feats", "lemma")):
        get(column, "outputs.%d.weight" % i, "outputs.%d.bias" % i, ranges["tag"], False)
    get("feed", "feed.weight", None, export.ACTIVATION_MAX, False)
    get("name", "name.weight", "name.bias")
    get("name.out", "name_out.weight", "name_out.bias", ranges["name"], False)
    get("arc.dep", "dep.weight", "dep.bias")
    get("arc.head", "head.weight", "head.bias")
    get("bilinear", "bilinear", "head_bias", ranges["arc_dep"], False)
    state["bilinear"] = state["bilinear"].T
    get("distance", "distance.weight", "distance.bias", ranges["arc_dep"], False)
    get("label.dep", "label_dep.weight", "label_dep.bias")
    get("label.head", "label_head.weight", None)
    get("label", "label.weight", "label.bias", ranges["label"], False)
    state["root"], state["label_root"] = reader.tensors["arc.root"][:, 0], reader.tensors["label.root"][:, 0]
    net.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)).float() for k, v in state.items()})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("--ud", required=True)
    parser.add_argument("--wikigold")
    parser.add_argument("--member", type=int, default=1, help="which of the file's networks")
    parser.add_argument("--own", action="append")
    parser.add_argument("--own-times", type=int, default=1)
    parser.add_argument("--countries", required=True)
    parser.add_argument("--uner")
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    sentences, dev, uner = train.load_sentences(args)
    reader = Reader(args.model, args.member)
    inventory, lost = read_inventory(reader, sentences)
    layers, hidden = reader.tensors["shape.encoder"][:, 0].tolist()
    tensors, tables = reader.tensors, [reader.tensors[t + ".v"] for t in export.TABLE_NAMES]
    dims = {"rows": [len(t) for t in tables], "layers": layers, "hidden": hidden, "input": tensors["fore0.input.w"].shape[1], "feed": len(tensors["feed.w"]),
            "tag": len(tensors["tag.w"]), "name": len(tensors["name.w"]), "arc": len(tensors["arc.dep.w"]), "label": len(tensors["label.dep.w"]),
            "names": len(data.TAGS)}
    dims.update({c: len(inventory.labels[c]) for c in train.COLUMNS})
    ranges = dict(zip(export.RANGES, tensors["ranges"][:, 0].tolist()))
    net = Network(dims)
    read_state(reader, net, ranges)
    vector_rows, matrix = train.read_vectors(args.vectors, len(reader.tensors["vector.v"]) - 1)
    dev = {k: (v, [inventory.encode(s, vector_rows) for s in v]) for k, v in dev.items()}
    uner = (uner, [inventory.encode(data.Sentence(forms, "uner"), vector_rows) for forms, _ in uner]) if uner else []
    scores = train.evaluate(net, inventory, dev, uner, torch.from_numpy(matrix))
    torch.save({"state": net.state_dict(), "dims": dims, "inventory": (inventory.rows, inventory.labels), "scores": scores, "epoch": 0, "seed": 0}, args.out)
    print("strings not found: %d; %s" % (lost, scores))


if __name__ == "__main__":
    sys.exit(main())
