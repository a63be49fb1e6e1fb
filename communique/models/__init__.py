"""Trained weights: `reader.int8.onnx` with its tokenizer, and `card.toml`: data, recipe, figures, licences, checksums.

Loaded by `communique/understand/reader.py` alone; made by `training/` (see its README).
"""
