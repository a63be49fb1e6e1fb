"""Who speaks where the text only stands for a name: "the Frenchman", "the group", "the letter"."""

from __future__ import annotations

import pytest

from tests.understand.test_statements_bounds import speakers


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "French Interior Minister Luc Garnier met Sarah Whitby in Calais. The Frenchman said the coast was safe.",
            "Luc Garnier",
        ),
        (
            "Canadian Prime Minister Claire Bouchard said Ottawa would pay. The Liberal leader added that it was so.",
            "Claire Bouchard",
        ),
        (
            "Oksana Hryb of Ukraine and Vasile Ceban of Moldova opened the post. Hryb said it would help. "
            "Her Moldovan counterpart said that both countries would gain.",
            "Vasile Ceban",
        ),
        (
            "UN envoy Ole Hansen warned of famine. The Norwegian diplomat said that cuts had devastating effects.",
            "Ole Hansen",
        ),
        (
            "A Gulf diplomat told Anna Berg of a plan. Anna Berg said it was good. The diplomat said it was ready.",
            None,
        ),
        ("Hamas rejected the proposal. The movement said that the plan was bad. It urged mediators to act.", "Hamas"),
        ("The M23 rebels took the town. The rebels said that they had met no resistance.", "M23 rebels"),
        (
            "The African Union condemned the coup. The 55-member organisation demanded that the president be freed.",
            "African Union",
        ),
        ("The EU ambassador spoke of the law. The ruling party said that it was fair.", "ruling party"),
        ("Israel's army said it had struck a depot. The military said civilians had been warned.", "Israel's army"),
        ("The company, Gaznova, said flows had stopped.", "Gaznova"),
    ],
)
def test_a_description_stands_for_who_was_named(text: str, last: str | None) -> None:
    assert speakers(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Qatar's emir, Sheikh Hamad bin Talal, sent a letter. The letter proposed a meeting.", "Hamad bin Talal"),
        (
            "Polish President Jan Wilk and Lithuanian President Rasa Norkute signed a joint declaration. "
            "The document says that both will build it.",
            None,
        ),
        ("The leaders adopted a communique. The communique condemned the attacks.", "leaders"),
        (
            "The Foreign Ministry summoned the envoy. According to a ministry press release, the drills must stop.",
            "Foreign Ministry",
        ),
        ("A spokesman for Prime Minister Ruth Aldous said that she would travel to Delhi.", None),
        (
            "Polish President Jan Wilk and Lithuanian President Rasa Norkute visited the border. "
            "They said that the fence was ready.",
            "Jan Wilk",
        ),
    ],
)
def test_papers_and_couples_speak_for_their_makers(text: str, last: str | None) -> None:
    assert speakers(text)[-1] == last
