"""Ids come from content alone."""

from communique.record.ids import make_id, make_slug, number_repeats


def test_same_content_same_id_everywhere() -> None:
    assert make_id("s", "he said", "yes") == "s-1b95d7e28a6f"


def test_parts_do_not_run_together() -> None:
    assert make_id("s", "ab", "c") != make_id("s", "a", "bc")


def test_slugs_are_ascii_and_never_empty() -> None:
    assert make_slug("Łukaszenka, Aleksander") == "lukaszenka-aleksander"
    assert make_slug("მარიამი").startswith("actor-")


def test_repeats_are_numbered_in_order() -> None:
    once = number_repeats()
    assert [once("s-1"), once("s-2"), once("s-1"), once("s-1")] == ["s-1", "s-2", "s-1-2", "s-1-3"]
