"""The mean of the weights of checkpoints of one network, each of which went on from the one before."""
# SPDX-License-Identifier: Apache-2.0
import argparse
import sys

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", nargs="+")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    kept = [torch.load(path) for path in args.checkpoint]
    mean = dict(kept[0])
    if any(other["dims"] != mean["dims"] or other["inventory"] != mean["inventory"] for other in kept):
        sys.exit("average.py: the checkpoints are of different networks")
    mean["state"] = {name: sum(other["state"][name] for other in kept) / len(kept) for name in mean["state"]}
    torch.save(mean, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
