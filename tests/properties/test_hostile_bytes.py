"""Whatever the bytes are: no exception, no hang, no broken law. The same targets as `bench/fuzz`, which takes hours."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_FILE = Path(__file__).resolve().parents[2] / "bench" / "fuzz" / "targets.py"
_SPEC = importlib.util.spec_from_file_location("fuzz_targets", _FILE)
assert _SPEC is not None
assert _SPEC.loader is not None
fuzz: Any = importlib.util.module_from_spec(_SPEC)
sys.modules["fuzz_targets"] = fuzz
_SPEC.loader.exec_module(fuzz)

EXAMPLES = {"clean": 20, "headers": 15, "files": 20, "feeds": 80, "answers": 100}
HANG_S = 5
_SNIPPETS = [
    b"<",
    b"&",
    b"\0",
    b'"',
    b"\xff",
    b"]]>",
    b"<!--",
    b"\r\n\r\n",
    b"<a ",
    b"{",
    b"&#x",
    b"\xed\xa0\x80",
    b"<item>",
]


@st.composite
def changed(draw: st.DrawFn, target: str) -> bytes:
    """One of the target's own inputs, with bytes cut out, put in, repeated; or any bytes at all."""
    data = bytearray(draw(st.sampled_from(fuzz.seeds(target))))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 200)))
        new = draw(st.one_of(st.binary(max_size=20), st.sampled_from(_SNIPPETS)))
        data[at:to] = new * draw(st.integers(0, 30))
    return bytes(data)


@pytest.mark.parametrize("target", EXAMPLES)
def test_no_bytes_break_a_law(target: str) -> None:
    fuzz.TARGETS[target](b"The ministers met in Riga.")  # loads the tables before the clock runs

    @settings(
        max_examples=EXAMPLES[target],
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )
    @given(st.one_of(changed(target), st.binary(max_size=300)))
    def law(data: bytes) -> None:
        start = time.process_time()
        fuzz.TARGETS[target](data)
        assert time.process_time() - start < HANG_S

    law()
