"""The API as it describes itself, asked what its description allows: nothing breaks it."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from hypothesis import HealthCheck, Phase, given, settings

# The worst that a description can promise: an answer of 500 and above.
EXAMPLES = 12


@pytest.fixture(scope="module")
def described(alone: Any) -> Any:
    import schemathesis

    return schemathesis.openapi.from_dict(httpx2.get(f"{alone.url}/openapi.json", timeout=30).json())


def test_the_description_is_of_openapi_31(alone: Any) -> None:
    from communique.show.pages import PAGES

    told = httpx2.get(f"{alone.url}/openapi.json", timeout=30).json()
    assert told["openapi"].startswith("3.1")
    assert [page.name for page in PAGES if page.twin not in told["paths"] or page.path not in told["paths"]] == []


def test_no_question_breaks_it(alone: Any, described: Any) -> None:
    broken: list[str] = []
    count = 0
    for found in described.get_all_operations():
        operation = found.ok()

        @given(case=operation.as_strategy())
        @settings(
            max_examples=EXAMPLES, derandomize=True, deadline=None, database=None,
            phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: Any) -> None:
            nonlocal count
            count += 1
            answer = case.call(base_url=alone.url, timeout=60)
            if answer.status_code >= 500:
                broken.append(f"{answer.status_code} {case.as_curl_command()[:500]}")
            elif answer.status_code >= 400 and case.method != "HEAD":
                assert answer.headers["content-type"][0].startswith("application/problem+json"), answer.headers

        ask()
    assert broken == []
    assert count > 100
