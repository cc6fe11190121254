"""Unlabelled sentences, labelled by several trained networks together: what the members of an ensemble agree on, one network can learn from."""
# SPDX-License-Identifier: Apache-2.0
import numpy as np
import torch
import torch.nn.functional as F

import data
import tree

SOFT = ("upos", "xpos", "name")  # learned as probabilities; the others of the tag head as the best label
HARD = ("feats", "lemma")


class Teachers:
    """Mean probabilities of several networks, in the order of one inventory's labels."""

    def __init__(self, members, inventory):
        """members: (network, its inventory)."""
        self.members = []
        for net, own in members:
            net.eval()
            order = {c: torch.tensor([own.index[c].get(v, -1) for v in inventory.labels[c]]) for c in ("upos", "xpos", "feats", "lemma", "deprel", "name")}
            self.members.append((net, own, order))

    @staticmethod
    def reorder(logits, order):
        p = F.softmax(logits, 2)[..., order.clamp(min=0)] * (order >= 0).float()
        return p / p.sum(2, keepdim=True).clamp(min=1e-6)

    def label(self, forms, vector_rows, matrix, collate, no_drop, mask_arcs):
        """forms: sentences of like length -> dicts of arrays: head, arc (n, n + 1), deprel, upos, xpos, name (probabilities), feats, lemma (best label)."""
        size, outputs = [len(f) for f in forms], []
        with torch.no_grad():
            for net, own, order in self.members:
                ids, vectors, lengths, _ = collate([own.encode(data.Sentence(f, "unlabelled"), vector_rows) for f in forms], matrix)
                outputs.append((net, order, net.heads(net.encode(ids, vectors, lengths, no_drop), no_drop)))
            share = 1.0 / len(outputs)
            arcs = sum(F.softmax(mask_arcs(out["arc"], lengths), 2) for _, _, out in outputs) * share
            heads = torch.zeros(arcs.shape[:2], dtype=torch.long)
            for k, n in enumerate(size):
                heads[k, :n] = torch.from_numpy(tree.decode(torch.log(arcs[k, :n, :n + 1] + 1e-9).numpy()).astype(np.int64))
            deprel = sum(self.reorder(net.labels(out, heads), order["deprel"]) for net, order, out in outputs) * share
            tags = {c: (sum(self.reorder(out[c], order[c]) for _, order, out in outputs) * share).transpose(0, 1) for c in SOFT + HARD}
        labelled = []
        for k, n in enumerate(size):
            row = {"head": heads[k, :n].numpy(), "arc": arcs[k, :n, :n + 1].half().numpy(), "deprel": deprel[k, :n].half().numpy()}
            row.update({c: tags[c][k, :n].half().numpy() for c in SOFT})
            row.update({c: tags[c][k, :n].argmax(1).numpy() for c in HARD})
            labelled.append(row)
        return labelled


def read_forms(path, longest):
    """Sentences of 4 to `longest` tokens of a CoNLL-U file."""
    return [s.forms for s in data.read_conllu(path, "unlabelled") if 4 <= len(s.forms) <= longest]


def soft_cross_entropy(logits, target, mask):
    """Mean over the tokens of mask (B, T)."""
    return -(target * F.log_softmax(logits, 2)).sum(2)[mask].mean()


def losses(net, out, items, lengths, mask_arcs, name_weight, tag_weight):
    """Like those of train.py, against what the teachers said."""
    b, n = len(items), int(lengths.max())
    mask = torch.arange(n).unsqueeze(0) < lengths.unsqueeze(1)
    heads = torch.zeros(b, n, dtype=torch.long)
    arc = torch.zeros(b, n, n + 1)
    soft = {c: torch.zeros(b, n, items[0]["taught"][c].shape[1]) for c in SOFT + ("deprel",)}
    hard = {c: torch.full((b, n), -100, dtype=torch.long) for c in HARD}
    for k, item in enumerate(items):
        row, m = item["taught"], len(item["ids"])
        heads[k, :m] = torch.from_numpy(row["head"])
        arc[k, :m, :m + 1] = torch.from_numpy(row["arc"].astype(np.float32))
        for c in soft:
            soft[c][k, :m] = torch.from_numpy(row[c].astype(np.float32))
        for c in HARD:
            hard[c][k, :m] = torch.from_numpy(row[c])
    total = soft_cross_entropy(mask_arcs(out["arc"], lengths), arc, mask) + soft_cross_entropy(net.labels(out, heads), soft["deprel"], mask)
    for c, weight in (("upos", tag_weight), ("xpos", tag_weight), ("name", name_weight)):
        total = total + weight * soft_cross_entropy(out[c].transpose(0, 1), soft[c], mask)
    for c in HARD:
        total = total + .3 * F.cross_entropy(out[c].transpose(0, 1).flatten(0, 1), hard[c].flatten(), ignore_index=-100)
    return total
