"""Train the reader: our articles and sagas, PolNeAR beside them so that its definition is kept.

usage: python -m training.train OUT [--start WEIGHTS] [--epochs N] [--polnear N] [--lr X] [--seed N] [--minutes N]

Keeps the running mean of the weights; judges it on the articles kept aside after each epoch; keeps the best.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from communique.understand.trained.tagging import HEADS, LINK_SIZE
from training.corpora import ASIDE, Document, load_house, load_polnear
from training.examples import IGNORE, Example, Labelled, label
from training.measure import content_figures, layer_figures, read_documents
from training.net import Net
from training.setting import PROJECT, SHARED, base_folder, load_tokenizer
from training.written import load_all_written

BATCH = 1024  # pieces
WEIGHTS = {"outer": 1.0, "inner": 0.3, "promise": 0.5, "occasion": 0.5, "event": 0.5}
MASK, MASKED_SHARE = 103, 0.05


@dataclass
class Batch:
    ids: Tensor
    mask: Tensor
    tags: dict[str, Tensor]
    links: list[Tensor]


def collate(examples: list[Example]) -> Batch:
    size = max(len(e.pieces) for e in examples)

    def table(rows: list[list[int] | None], fill: int) -> Tensor:
        return torch.tensor([(r or []) + [fill] * (size - len(r or [])) for r in rows])

    ids = table([[p if random.random() > MASKED_SHARE or p < 104 else MASK for p in e.pieces] for e in examples], 0)
    mask = table([[1] * len(e.pieces) for e in examples], 0).float()
    tags = {head: table([e.tags.get(head) for e in examples], IGNORE) for head in HEADS}
    links = [table([e.links[layer] for e in examples], IGNORE) for layer in range(2)]
    return Batch(ids, mask, tags, links)


def loss_of(net: Net, batch: Batch) -> Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        tag, query, key = net(batch.ids, batch.mask)
    tag, query, key = tag.float(), query.float(), key.float()
    total, start = torch.zeros(()), 0
    for head, labels in HEADS.items():
        wanted = batch.tags[head]
        if (wanted != IGNORE).any():
            scores = tag[..., start : start + len(labels)].reshape(-1, len(labels))
            total = total + WEIGHTS[head] * functional.cross_entropy(scores, wanted.reshape(-1), ignore_index=IGNORE)
        start += len(labels)
    candidate = torch.stack([wanted != IGNORE for wanted in batch.tags.values()]).any(0)
    candidate[:, 0] = True
    for layer, wanted in enumerate(batch.links):
        if (wanted != IGNORE).any():
            part = slice(layer * LINK_SIZE, (layer + 1) * LINK_SIZE)
            scores = query[..., part] @ key[..., part].transpose(1, 2) / LINK_SIZE**0.5
            scores = scores.masked_fill(~candidate[:, None, :], -1e4)
            total = total + 0.3 * functional.cross_entropy(
                scores.reshape(-1, scores.size(-1)), wanted.reshape(-1), ignore_index=IGNORE
            )
    return total


def epoch_batches(house: list[Labelled], polnear: list[Labelled], share: int, size: int) -> list[list[Example]]:
    """All of ours and a fresh sample of PolNeAR, in batches of like length: at most `size` pieces with the padding."""
    examples = [e for d in (*house, *random.sample(polnear, min(share, len(polnear)))) for e in d.examples]
    random.shuffle(examples)
    out: list[list[Example]] = []
    for i in range(0, len(examples), 512):
        batch: list[Example] = []
        for example in sorted(examples[i : i + 512], key=lambda e: len(e.pieces)):
            if batch and len(example.pieces) * (len(batch) + 1) > size:
                out.append(batch)
                batch = []
            batch.append(example)
        out.append(batch)
    random.shuffle(out)
    return out


class RunningMean:
    """Exponential mean of the trainable weights."""

    def __init__(self, net: Net, keep: float) -> None:
        self.keep, self.values = keep, {k: v.detach().clone() for k, v in net.state_dict().items()}
        self.steps = 0

    def update(self, net: Net) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        for name, value in net.state_dict().items():
            if value.is_floating_point():
                self.values[name].lerp_(value.detach(), 1 - keep)


def optimiser(net: Net, lr: float, head_factor: float) -> torch.optim.AdamW:
    body = [p for n, p in net.named_parameters() if n.startswith("bert") and p.requires_grad]
    heads = [p for n, p in net.named_parameters() if not n.startswith("bert")]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "weight_decay": 0.01, "factor": 1.0},
        {"params": [p for p in body if p.ndim <= 1], "weight_decay": 0.0, "factor": 1.0},
        {"params": heads, "weight_decay": 0.01, "factor": head_factor},
    ]
    return torch.optim.AdamW(groups, lr=lr, betas=(0.9, 0.98))


def judge(net: Net, weights: dict[str, Tensor], documents: list[Document]) -> tuple[float, dict[str, float]]:
    """The figure that decides (outer content, promises, occasions, events weighed), and all figures."""
    trained = {k: v.clone() for k, v in net.state_dict().items()}
    net.load_state_dict(weights)
    net.eval()
    readings = read_documents(net, documents)
    net.load_state_dict(trained)
    net.train()
    figures = {**content_figures(documents, readings), **layer_figures(documents, readings)}
    main = figures["content"] + 0.3 * (figures["promise"] + figures["occasion"] + figures["event"])
    return main, figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, help="weights of an attribution tagger to start from")
    parser.add_argument("--resume", type=Path, help="weights of an earlier run of this program to go on from")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--stop", type=int, default=99, help="end after so many epochs, whatever the schedule")
    parser.add_argument("--polnear", type=int, default=120, help="PolNeAR articles an epoch")
    parser.add_argument("--lr", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--share", type=float, default=1.0, help="part of our articles to learn from (learning curve)")
    parser.add_argument(
        "--all", action="store_true", help="learn from the articles kept aside, too; the last epoch is kept"
    )
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer()
    written = load_all_written(PROJECT / "training")
    documents = [*load_house(SHARED), *(d for d in written if d.style == "house")]
    aside = [d for d in documents if d.name in ASIDE]
    # The pieces in PolNeAR's style are few: all of them, each time.
    taught = [*documents, *(d for d in written if d.style != "house")]
    house = [label(d, tokenizer) for d in taught if args.all or d.name not in ASIDE]
    random.shuffle(house)
    house = house[: math.ceil(len(house) * args.share)]
    polnear = (
        [label(d, tokenizer) for d in load_polnear(SHARED / "training/polnear/polnear_train.jsonl")]
        if args.polnear
        else []
    )
    net = Net(base_folder(), args.dropout)
    if args.start:
        net.start_from(args.start)
    if args.resume:
        net.load_state_dict(torch.load(args.resume))
    train(net, house, polnear, aside, args)


def train(
    net: Net, house: list[Labelled], polnear: list[Labelled], aside: list[Document], args: argparse.Namespace
) -> None:
    size, begun, step, best, log = BATCH, time.time(), 0, -1.0, []
    optim = optimiser(net, args.lr, 5.0)
    steps = math.ceil(sum(len(epoch_batches(house, polnear, args.polnear, size)) for _ in range(2)) / 2) * args.epochs
    mean = RunningMean(net, 0.995)
    net.train()
    for epoch in range(args.epochs):
        losses = []
        for examples in epoch_batches(house, polnear, args.polnear, size):
            done = max(step / steps, (time.time() - begun) / (args.minutes * 60))
            rate = args.lr * min(1.0, (step + 1) / (0.06 * steps)) * max(0.01, 1 - done)
            for group in optim.param_groups:
                group["lr"] = rate * group["factor"]
            loss = loss_of(net, collate(examples))
            optim.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], 1.0)
            optim.step()
            mean.update(net)
            losses.append(loss.item())
            step += 1
            if done >= 1:
                break
        value, figures = judge(net, mean.values, aside)
        minutes = round((time.time() - begun) / 60, 1)
        log.append(
            {"epoch": epoch, "loss": round(sum(losses) / len(losses), 3), "minutes": minutes, "value": value, **figures}
        )
        print(json.dumps({k: round(v, 3) for k, v in log[-1].items()}), flush=True)
        if args.all or value > best:
            best = value
            torch.save(mean.values, args.out / "model.pt")
        if done >= 1 or epoch + 1 >= args.stop:
            break
    settings = {k: str(v) for k, v in vars(args).items()}
    (args.out / "train.json").write_text(json.dumps({"settings": settings, "log": log}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
