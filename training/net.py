"""One encoder, several heads: tags of attributions (outer and nested), links, promises, occasions, events."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from communique.understand.trained.tagging import HEADS, LINK_SIZE


class Net(nn.Module):
    """`forward(ids, mask)` -> tag scores (batch, pieces, all heads side by side) and link queries and keys."""

    def __init__(self, base: Path, dropout: float = 0.1) -> None:
        super().__init__()
        config = BertConfig.from_pretrained(base)
        config.attention_probs_dropout_prob = 0.0
        config.hidden_dropout_prob = dropout
        self.bert = BertModel.from_pretrained(base, config=config, add_pooling_layer=False, attn_implementation="eager")
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        size = config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(size, sum(len(labels) for labels in HEADS.values()))
        self.query, self.key = nn.Linear(size, 2 * LINK_SIZE), nn.Linear(size, 2 * LINK_SIZE)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        hidden = self.drop(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state)
        return self.tag(hidden), self.query(hidden), self.key(hidden)

    def start_from(self, weights: Path) -> None:
        """Take over an attribution tagger without the other heads."""
        old = torch.load(weights, map_location="cpu")
        new = self.state_dict()
        for name, value in old.items():
            if name.startswith("bert."):
                new[name] = value.float()
        for ours, theirs in (("tag", "tag"), ("query", "q"), ("key", "k")):
            for part in ("weight", "bias"):
                value = old[f"{theirs}.{part}"].float()
                new[f"{ours}.{part}"][: len(value)] = value
                if ours != "tag":
                    new[f"{ours}.{part}"][len(value) :] = value
        self.load_state_dict(new)
