"""The encoder learns from sentences that nobody annotated, before train.py: the first LSTM layer predicts the next and the previous word, the last one words that its
input hides. Takes the treebanks for the inventories of features only, and their sentences as two more copies of text."""
# SPDX-License-Identifier: Apache-2.0
import argparse
import collections
import math
import random
import sys
import time

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

import data
import features
import teach
import train
from model import Network, dropout

WIDTH = 128  # of the space in which words are predicted
CANDIDATES = 1500  # words drawn for each batch, beside those that occur in it
WORDS, LEAST = 20000, 8  # that are predicted: the most frequent ones, each as often as this
WARM = 500  # steps
LONGEST = 60  # tokens of a sentence
DROP = {"word": 0.05, "feature": 0.02, "vector": 0.05, "input": 0.02}


class Predictor(nn.Module):
    def __init__(self, hidden, words):
        super().__init__()
        self.words, self.bias = nn.Embedding(words, WIDTH), nn.Embedding(words, 1)
        nn.init.normal_(self.words.weight, 0, 0.1)
        nn.init.zeros_(self.bias.weight)
        self.following, self.previous, self.hidden = nn.Linear(hidden, WIDTH), nn.Linear(hidden, WIDTH), nn.Linear(2 * hidden, WIDTH)

    def losses(self, states, targets, share, chance):
        """Cross entropy of each row of states and targets, over the words of all targets and CANDIDATES others, drawn with probability `share`. A word that
        is drawn rarely stands for more like it: half the logarithm of its `chance` evens that out."""
        drawn = torch.multinomial(share, CANDIDATES, replacement=True)
        candidates = torch.cat([drawn] + targets).unique()
        place = torch.zeros(len(share), dtype=torch.long)
        place[candidates] = torch.arange(len(candidates))
        table, bias = self.words(candidates), self.bias(candidates).squeeze(1) - 0.5 * chance[candidates]
        return [F.cross_entropy(state @ table.t() + bias, place[target]) for state, target in zip(states, targets)]


def encode_words(sentences, inventory, vector_rows, index):
    """Arrays (tokens, kinds of features + 2): rows of features, of the vector, number of the word to predict or -1."""
    memo = {}
    for forms in sentences:
        for form in forms:
            if form not in memo:
                rows = [table.get(value, 0) for table, value in zip(inventory.rows, features.features(form))]
                memo[form] = rows + [vector_rows.get(features.plain(form), 0), index.get(features.norm(form), -1)]
    return [np.array([memo[form] for form in forms], np.int32) for forms in sentences]


def batches(encoded, size, rng):
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i]) + rng.random() * 4)
    plan, batch = [], []
    for i in order:
        batch.append(encoded[i])
        if len(batch) * len(encoded[i]) >= size:
            plan.append(batch)
            batch = []
    rng.shuffle(plan)
    return plan


def run_batch(net, predictor, batch, matrix, args, share, chance):
    """The three losses: of the next words, of the previous ones, of the hidden ones."""
    steps, count = max(map(len, batch)), len(batch)
    block = np.zeros((steps, count, len(features.KINDS) + 2), np.int64)
    block[:, :, -1] = -1
    for k, rows in enumerate(batch):
        block[:len(rows), k] = rows
    block, lengths = torch.from_numpy(block), torch.tensor([len(rows) for rows in batch])
    ids, vectors, words = block[:, :, :-2], matrix[block[:, :, -2]], block[:, :, -1]
    places = torch.arange(steps).unsqueeze(1)
    inside = places < lengths.unsqueeze(0)
    reverse = torch.where(inside, lengths.unsqueeze(0) - 1 - places, places)
    hidden = (torch.rand(steps, count) < args.hide) & inside
    x = net.embed(ids.masked_fill(hidden.unsqueeze(2), 0), vectors * (~hidden).float().unsqueeze(2), inside.float(), DROP)
    first = dropout(net.layers[0](dropout(x, 0.5 * args.drop, True), reverse, False), args.drop, True)
    top = first
    for layer in net.layers[1:]:
        top = dropout(layer(top, reverse, False), args.drop, True)
    width, none = first.shape[2] // 2, torch.full((1, count), -1)
    states, targets = [], []
    for linear, state, wanted, where in ((predictor.following, first[:, :, :width], torch.cat([words[1:], none]), inside),
                                         (predictor.previous, first[:, :, width:], torch.cat([none, words[:-1]]), inside),
                                         (predictor.hidden, top, words, hidden)):
        chosen = where & (wanted >= 0)
        states.append(linear(state[chosen]))
        targets.append(wanted[chosen])
    return predictor.losses(states, targets, share, chance)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--ud", "--countries", "--vectors", "--out"):
        parser.add_argument(name, required=True)
    parser.add_argument("--wikigold")
    parser.add_argument("--uner")
    parser.add_argument("--own", action="append")
    parser.add_argument("--own-times", type=int, default=1)
    parser.add_argument("--text", action="append", required=True, help="CoNLL-U file of which the words are read")
    parser.add_argument("--vector-rows", type=int, default=100000)
    parser.add_argument("--input", type=int, default=128)
    parser.add_argument("--hidden", type=int, default=192)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=float, default=1.5)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--drop", type=float, default=0.1)
    parser.add_argument("--start", help="checkpoint of this program to go on from")
    parser.add_argument("--hide", type=float, default=0.2, help="share of the words that the input hides")
    args = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(args.seed)
    np.random.seed(args.seed)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    labelled, _, _ = train.load_sentences(args)
    start = torch.load(args.start) if args.start else None
    inventory = train.Inventory(*start["inventory"]) if start else train.Inventory.count(labelled)
    vector_rows, matrix = train.read_vectors(args.vectors, args.vector_rows)
    matrix = torch.from_numpy(matrix)
    sentences = [forms for path in args.text for forms in teach.read_forms(path, LONGEST)]
    sentences += [s.forms for s in labelled if s.source in ("ewt", "gum", "wikigold") and 4 <= len(s.forms) <= LONGEST] * 2
    counts = collections.Counter(features.norm(form) for forms in sentences for form in forms)
    words = [word for word, n in counts.most_common(WORDS) if n >= LEAST]
    encoded = encode_words(sentences, inventory, vector_rows, {word: i for i, word in enumerate(words)})
    share = torch.tensor([float(counts[word]) for word in words]) ** 0.75
    share /= share.sum()
    chance = torch.log(-torch.expm1(CANDIDATES * torch.log1p(-share))).clamp(max=0)

    dims = train.dimensions(inventory, args.input, args.hidden, args.layers, 64)
    net, predictor = Network(dims), Predictor(args.hidden, len(words))
    if start:
        net.load_state_dict(start["state"], strict=False)
    taken = {name for name in net.state_dict() if name.split(".")[0] in ("tables", "project", "layers")}
    encoder = [p for name, p in net.named_parameters() if name in taken]
    parameters = encoder + list(predictor.parameters())
    optimizer = torch.optim.Adam(parameters, lr=args.rate, betas=(0.9, 0.98))
    print("sentences", len(encoded), "tokens", sum(map(len, encoded)), "words", len(words), flush=True)

    def save():
        state = {name: value for name, value in net.state_dict().items() if name in taken}
        torch.save({"state": state, "dims": dims, "inventory": (inventory.rows, inventory.labels)}, args.out)

    net.train()
    began, step, epoch, sums = time.time(), 0, 0, collections.Counter()
    while epoch < args.epochs:
        plan = batches(encoded, 1500, rng)
        for number, batch in enumerate(plan):
            progress = (epoch + number / len(plan)) / args.epochs
            if progress >= 1:
                break
            optimizer.param_groups[0]["lr"] = args.rate * min(1, (step + 1) / WARM) * max(1 - progress, 0.02)
            losses = run_batch(net, predictor, batch, matrix, args, share, chance)
            optimizer.zero_grad()
            (0.5 * losses[0] + 0.5 * losses[1] + losses[2]).backward()
            if start and step < WARM:  # what predicts begins anew: it must not lead the encoder astray
                for p in encoder:
                    p.grad = None
            norm = torch.nn.utils.clip_grad_norm_(parameters, 2.0)
            if math.isfinite(float(norm)):
                optimizer.step()
            step += 1
            for name, loss in zip(("next", "previous", "hidden"), losses):
                sums[name] += float(loss.detach())
            if step % 500 == 0:
                print("step %d, %.1f %%, %.0f s:" % (step, 100 * progress, time.time() - began), {name: round(total / 500, 3) for name, total in sums.items()}, flush=True)
                sums.clear()
                save()
        epoch += 1
    save()


if __name__ == "__main__":
    sys.exit(main())
