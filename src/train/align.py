"""Networks of different inventories made to read the same features and to speak of the same labels, so that one file can hold them all."""
# SPDX-License-Identifier: Apache-2.0
import numpy as np
import torch

import train
from model import Network

ABSENT = -30.0  # bias of a label that a network does not know: never the best


def merge(inventories):
    """The union: rows in the order of their strings, labels in the order of the first inventory."""
    rows = [{v: i + 1 for i, v in enumerate(sorted(set().union(*kinds)))} for kinds in zip(*(inventory.rows for inventory in inventories))]
    labels = {}
    for column in inventories[0].labels:
        labels[column] = list(dict.fromkeys(v for inventory in inventories for v in inventory.labels[column]))
    return train.Inventory(rows, labels)


def align(net, own, inventory):
    """A network that does what `net` does with its `own` inventory. Rows that it has not are its row of unknown strings."""
    state = {k: v.clone() for k, v in net.state_dict().items()}
    for k, rows in enumerate(inventory.rows):
        source = np.zeros(len(rows) + 1, np.int64)
        for value, row in rows.items():
            source[row] = own.rows[k].get(value, 0)
        state["tables.%d.weight" % k] = state["tables.%d.weight" % k][torch.from_numpy(source)]
    order = {c: torch.tensor([own.index[c].get(v, -1) for v in labels]) for c, labels in inventory.labels.items()}
    outputs = [("outputs.%d" % i, c) for i, c in enumerate(("upos", "xpos", "feats", "lemma"))] + [("label", "deprel"), ("name_out", "name")]
    for layer, column in outputs:
        known = order[column] >= 0
        at = order[column].clamp(min=0)
        state[layer + ".weight"] = state[layer + ".weight"][at] * known.float().unsqueeze(1)
        state[layer + ".bias"] = torch.where(known, state[layer + ".bias"][at], torch.tensor(ABSENT))
    count = len(own.labels["upos"])
    fed = [state["feed.weight"][:, :count], state["feed.weight"][:, count:]]
    fed = [part[:, order[c].clamp(min=0)] * (order[c] >= 0).float() for part, c in zip(fed, ("upos", "xpos"))]
    state["feed.weight"] = torch.cat(fed, 1)
    dims = dict(net.dims, rows=[len(rows) + 1 for rows in inventory.rows])
    dims.update({c: len(inventory.labels[c]) for c in train.COLUMNS})
    made = Network(dims)
    made.load_state_dict(state)
    return made


def load(paths):
    """(networks, their common inventory) of checkpoints."""
    loaded = [train.load_network(path) for path in paths]
    inventory = merge([own for _, own in loaded])
    return [align(net, own, inventory) for net, own in loaded], inventory
