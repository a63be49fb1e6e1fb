"""Trained weights -> ONNX int8, tokenizer and card in communique/models.

usage: python -m training.export RUN [--out FOLDER]

The graph takes one window ("ids", int64, (1, pieces)) and gives "tag", "query", "key" (float32).
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from hashlib import sha256
from pathlib import Path

import torch
from torch import Tensor, nn

from training.net import Net
from training.setting import PROJECT, base_folder

QUANTISED = ["MatMul", "Gemm", "Attention", "Gather", "EmbedLayerNormalization"]


class OneWindow(nn.Module):
    """The net on a single window: nothing is masked."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        out: tuple[Tensor, Tensor, Tensor] = self.net(ids, torch.ones_like(ids))
        return out


def export(weights: Path, target: Path) -> None:
    """Write the quantised graph: per channel, signed (unsigned per tensor costs 1.3 points)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers import optimizer

    net = Net(base_folder())
    net.load_state_dict(torch.load(weights))
    net.eval()
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder, "raw.onnx"), Path(folder, "fused.onnx")
        names = ["tag", "query", "key"]
        torch.onnx.export(
            OneWindow(net).eval(), (torch.randint(1000, 2000, (1, 40)),), str(raw),
            input_names=["ids"], output_names=names,
            dynamic_axes={name: {1: "pieces"} for name in ["ids", *names]}, opset_version=17, dynamo=False,
        )  # fmt: skip
        model = optimizer.optimize_model(str(raw), model_type="bert", num_heads=12, hidden_size=384, opt_level=1)
        print(model.get_fused_operator_statistics())
        model.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
            extra_options={"DefaultTensorType": 1}, op_types_to_quantize=QUANTISED,
        )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, default=PROJECT / "communique/models")
    parser.add_argument("--bias", default="{}", help='JSON: {"outer": 0.3, ...}, chosen on the articles kept aside')
    parser.add_argument("--figures", default="{}", help="JSON of the figures for the card")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights, vocabulary = args.out / "reader.int8.onnx", args.out / "reader.tokenizer.json"
    export(args.run / "model.pt", weights)
    shutil.copyfile(base_folder() / "tokenizer.json", vocabulary)
    for part, file in (("weights", weights), ("tokenizer", vocabulary)):
        print(f'[{part}]\nfile = "{file.name}"\nsha256 = "{sha256(file.read_bytes()).hexdigest()}"\n')
    write_card(args.out, weights, vocabulary, json.loads(args.bias), json.loads(args.figures))


def write_card(
    folder: Path, weights: Path, vocabulary: Path, bias: dict[str, float], figures: dict[str, object]
) -> None:
    """card.toml out of training/card.toml, the checksums, the biases and the figures."""
    lines = [(PROJECT / "training/card.toml").read_text(encoding="utf-8").rstrip(), ""]
    for part, file in (("weights", weights), ("tokenizer", vocabulary)):
        digest = sha256(file.read_bytes()).hexdigest()
        lines += [f"[{part}]", f'file = "{file.name}"', f"bytes = {file.stat().st_size}", f'sha256 = "{digest}"', ""]
    for table, values in (("bias", bias), ("figures", figures)):
        lines += [f"[{table}]", *(f"{name} = {json.dumps(value)}" for name, value in values.items()), ""]
    (folder / "card.toml").write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
