"""The network: embeddings -> bidirectional LSTM layers -> heads for tags, lemma scripts, tree and names.

The LSTM is written out: Debian's torch 1.13 gives wrong gradients for packed sequences, and its own is slower on one core. Sequences are padded;
the backward direction reads a copy reversed within each length.
"""
# SPDX-License-Identifier: Apache-2.0
import ctypes
import os
import random

import torch
from torch import nn
import torch.nn.functional as F

import features

# Upper ends of the distance classes on one side; the other side mirrors them, and the root has a class of its own.
DISTANCES = [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 17, 24, 34, 49]
DISTANCE_CLASSES = 2 * (len(DISTANCES) + 1) + 1


def distance_class(offset):
    """offset = head - dependent, not 0."""
    k = next((i for i, d in enumerate(DISTANCES) if abs(offset) <= d), len(DISTANCES))
    return k if offset > 0 else len(DISTANCES) + 1 + k


STATE_RANGE = 63  # LSTM outputs are rounded to 1/63, here (straight through) as in src/language/kernels.h


FAST = ctypes.CDLL(os.environ["RECURRENCE"]) if os.environ.get("RECURRENCE") else None  # recurrence.c, compiled


def pointer(tensor):
    return ctypes.c_void_p(tensor.data_ptr())


class Recurrence(torch.autograd.Function):
    """An LSTM over (T, B, 4H) gate inputs; gates in the order input, forget, cell, output. Written out so that the gradient of the recurrent
    weights is one matrix product for all steps."""

    @staticmethod
    def forward(ctx, gates, weight, rounded):
        steps, batch, four = gates.shape
        size = four // 4
        gates = gates.contiguous().clone()
        hidden = gates.new_zeros(steps + 1, batch, size)
        cells = gates.new_zeros(steps + 1, batch, size)
        squashed = gates.new_empty(steps, batch, size)
        if FAST:
            weight = weight.contiguous()
            FAST.attest_lstm_forward(pointer(gates), pointer(weight), pointer(hidden), pointer(cells), pointer(squashed), steps, batch, size, int(rounded))
            ctx.save_for_backward(gates, hidden, cells, squashed, weight)
            return hidden[1:]
        turned = weight.t()
        for t in range(steps):
            g = gates[t]
            if t:
                g.addmm_(hidden[t], turned)
            i, f, c, o = g.split(size, 1)
            g[:, :2 * size].sigmoid_()
            c.tanh_()
            o.sigmoid_()
            torch.mul(i, c, out=cells[t + 1])
            cells[t + 1].addcmul_(f, cells[t])
            torch.tanh(cells[t + 1], out=squashed[t])
            torch.mul(o, squashed[t], out=hidden[t + 1])
            if rounded:
                hidden[t + 1].mul_(STATE_RANGE).round_().div_(STATE_RANGE)
        ctx.save_for_backward(gates, hidden, cells, squashed, weight)
        return hidden[1:]

    @staticmethod
    def backward(ctx, grad):
        gates, hidden, cells, squashed, weight = ctx.saved_tensors
        steps, batch, four = gates.shape
        size = four // 4
        out = torch.empty_like(gates)
        if FAST:
            grad, dweight = grad.contiguous(), torch.empty_like(weight)
            FAST.attest_lstm_backward(pointer(gates), pointer(weight), pointer(hidden), pointer(cells), pointer(squashed), pointer(grad), pointer(out),
                                      pointer(dweight), steps, batch, size)
            return out, dweight, None
        i, f, c, o = gates.split(size, 2)
        # Factors that do not depend on later steps, for all steps at once.
        to_output = squashed * o * (1 - o)
        to_cell = o * (1 - squashed * squashed)
        out[:, :, :size] = c * i * (1 - i)
        out[:, :, size:2 * size] = cells[:-1] * f * (1 - f)
        out[:, :, 2 * size:3 * size] = i * (1 - c * c)
        dcell = None
        for t in range(steps - 1, -1, -1):
            dh = grad[t] if t == steps - 1 else torch.addmm(grad[t], out[t + 1], weight)
            dc = dh * to_cell[t]
            if dcell is not None:
                dc.addcmul_(dcell, f[t + 1])
            out[t, :, :3 * size].view(batch, 3, size).mul_(dc.unsqueeze(1))
            torch.mul(dh, to_output[t], out=out[t, :, 3 * size:])
            dcell = dc
        dweight = out.view(-1, four).t() @ hidden[:-1].reshape(-1, size)
        return out, dweight, None


class Direction(nn.Module):
    def __init__(self, size, hidden):
        super().__init__()
        self.input = nn.Linear(size, 4 * hidden)
        self.recurrent = nn.Parameter(torch.empty(4 * hidden, hidden))
        with torch.no_grad():
            nn.init.xavier_uniform_(self.input.weight, 0.7)
            for k in range(4):
                nn.init.orthogonal_(self.recurrent[k * hidden:(k + 1) * hidden])
            self.input.bias.zero_()
            self.input.bias[hidden:2 * hidden] = 1

    def forward(self, x, rounded):
        return Recurrence.apply(self.input(x), self.recurrent, rounded)


class Layer(nn.Module):
    """One bidirectional LSTM layer over padded (T, B, D) input."""

    def __init__(self, size, hidden):
        super().__init__()
        self.fore, self.back = Direction(size, hidden), Direction(size, hidden)

    def forward(self, x, reverse, rounded):
        index = reverse.unsqueeze(2)
        back = self.back(torch.gather(x, 0, index.expand(-1, -1, x.shape[2])), rounded)
        return torch.cat([self.fore(x, rounded), torch.gather(back, 0, index.expand(-1, -1, back.shape[2]))], 2)


MASKS = {}  # rate: a long row of 0 and 1 / (1 - rate)
MASK_SIZE = 1 << 23


def dropout(x, p, training):
    """Each token has its own mask. Masks are pieces of a long random row, because random numbers cost more than the network's arithmetic."""
    if not training or not p:
        return x
    if p not in MASKS:
        MASKS[p] = (torch.rand(MASK_SIZE) >= p).float().div_(1 - p)
    start = random.randrange(MASK_SIZE - x.numel())
    return x * MASKS[p][start:start + x.numel()].view(x.shape)


class Network(nn.Module):
    input_range = None  # set by export.py: the input of the LSTMs is then rounded as in C
    rounded = True  # LSTM outputs and fed back tags are rounded as in C

    def __init__(self, dims):
        super().__init__()
        self.dims = dims
        d, width = dims, dims["input"]
        self.tables = nn.ModuleList([nn.Embedding(rows, size) for rows, (_, size, _) in zip(d["rows"], features.KINDS)])
        for table in self.tables:
            # Of the size of word vectors or larger: with 0.1 rare words stay alike for too long, which costs 0.5 LAS and 2 F1 of names.
            nn.init.normal_(table.weight, 0, 1.0)
        total = sum(size for _, size, _ in features.KINDS) + features.VECTOR_DIM
        self.project = nn.Linear(total, width)
        sizes = [width] + [2 * d["hidden"]] * (d["layers"] - 1)
        self.layers = nn.ModuleList([Layer(s, d["hidden"]) for s in sizes])
        e = 2 * d["hidden"]
        self.tag = nn.Linear(e, d["tag"])
        self.outputs = nn.ModuleList([nn.Linear(d["tag"], d[k]) for k in ("upos", "xpos", "feats", "lemma")])
        # The tags, as probabilities, are an input of all heads that follow.
        self.feed = nn.Linear(d["upos"] + d["xpos"], d["feed"], bias=False)
        nn.init.xavier_uniform_(self.feed.weight, 2.0)
        e += d["feed"]
        self.name = nn.Linear(e, d["name"])
        self.name_out = nn.Linear(d["name"], d["names"])
        self.dep, self.head = nn.Linear(e, d["arc"]), nn.Linear(e, d["arc"])
        self.root = nn.Parameter(torch.zeros(d["arc"]))
        self.bilinear = nn.Parameter(torch.zeros(d["arc"], d["arc"]))
        self.head_bias = nn.Parameter(torch.zeros(d["arc"]))
        self.distance = nn.Linear(d["arc"], DISTANCE_CLASSES)
        self.label_dep, self.label_head = nn.Linear(e, d["label"]), nn.Linear(e, d["label"], bias=False)
        self.label_root = nn.Parameter(torch.zeros(d["label"]))
        self.label = nn.Linear(2 * d["label"], d["deprel"])

    def embed(self, ids, vectors, mask, drop):
        """ids (T, B, kinds), vectors (T, B, VECTOR_DIM)."""
        parts = []
        for k, table in enumerate(self.tables):
            column = ids[:, :, k]
            if self.training:
                p = drop["word"] if k == 0 else drop["feature"]
                column = column.masked_fill(torch.rand(column.shape) < p, 0)
            parts.append(table(column))
        if self.training:
            vectors = vectors * (torch.rand(vectors.shape[:2]) >= drop["vector"]).float().unsqueeze(2)
        parts.append(vectors)
        x = torch.cat(parts, 2)
        x = dropout(x, drop["input"], self.training)
        return self.project(x) * mask.unsqueeze(2)

    def encode(self, ids, vectors, lengths, drop):
        steps = torch.arange(ids.shape[0]).unsqueeze(1)
        mask = (steps < lengths.unsqueeze(0)).float()
        reverse = torch.where(steps < lengths.unsqueeze(0), lengths.unsqueeze(0) - 1 - steps, steps)
        x = self.embed(ids, vectors, mask, drop)
        self.embedded = x
        if self.input_range:
            x = (x * self.input_range).round_().clamp_(-STATE_RANGE, STATE_RANGE) / self.input_range
        for k, layer in enumerate(self.layers):
            x = layer(dropout(x, drop["layer"] if k else 0.5 * drop["layer"], self.training), reverse, self.rounded)
        return dropout(x, drop["layer"], self.training)

    def heads(self, x, drop):
        """x (T, B, E) -> logits of tags, names, arcs (B, T, T+1; column 0 the root) and the parts of the label score."""
        def hidden(linear):
            return dropout(F.leaky_relu(linear(x), 0.1), drop["head"], self.training)
        tag = hidden(self.tag)
        out = {k: layer(tag) for k, layer in zip(("upos", "xpos", "feats", "lemma"), self.outputs)}
        probable = torch.cat([F.softmax(out["upos"], 2), F.softmax(out["xpos"], 2)], 2)
        fed = self.feed(probable).clamp(-1, 1)
        if self.rounded and not self.training:
            fed = (fed * STATE_RANGE).round_() / STATE_RANGE
        self.joined = x = torch.cat([x, fed], 2)
        out["name"] = self.name_out(hidden(self.name))
        dep, head = hidden(self.dep).transpose(0, 1), hidden(self.head).transpose(0, 1)
        b, n, a = dep.shape
        head = torch.cat([self.root.expand(b, 1, a), head], 1)
        query = dep @ self.bilinear + self.head_bias
        arcs = query @ head.transpose(1, 2) * a ** -0.5
        classes = self.distance_table(n)
        out["arc"] = arcs + torch.gather(self.distance(dep), 2, classes.expand(b, n, n + 1))
        out["label_dep"] = dropout(self.label_dep(x), drop["head"], self.training).transpose(0, 1)
        parts = dropout(self.label_head(x), drop["head"], self.training).transpose(0, 1)
        out["label_head"] = torch.cat([self.label_root.expand(b, 1, parts.shape[2]), parts], 1)
        return out

    def labels(self, out, heads):
        """heads (B, T), 0 the root -> logits (B, T, deprel)."""
        dep = out["label_dep"]
        head = torch.gather(out["label_head"], 1, heads.unsqueeze(2).expand(-1, -1, dep.shape[2]))
        return self.label(torch.cat([F.leaky_relu(dep + head, 0.1), dep * head], 2))

    cache = {}

    def distance_table(self, n):
        if n not in self.cache:
            table = [[DISTANCE_CLASSES - 1] + [distance_class(h - d) if h != d else 0 for h in range(n)] for d in range(n)]
            self.cache[n] = torch.tensor(table).unsqueeze(0)
        return self.cache[n]


class Ensemble:
    """Networks with the same inventories as one: the means of their scores, as src/language/network_heads.c adds them up."""

    def __init__(self, nets):
        self.nets = nets

    def eval(self):
        for net in self.nets:
            net.eval()

    def encode(self, ids, vectors, lengths, drop):
        return [net.encode(ids, vectors, lengths, drop) for net in self.nets]

    def heads(self, encoded, drop):
        members = [net.heads(x, drop) for net, x in zip(self.nets, encoded)]
        out = {k: sum(m[k] for m in members) / len(members) for k in ("upos", "xpos", "feats", "lemma", "name", "arc")}
        out["members"] = members
        return out

    def labels(self, out, heads):
        return sum(net.labels(member, heads) for net, member in zip(self.nets, out["members"])) / len(self.nets)
