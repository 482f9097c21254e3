"""Whether a text carries a fact: whole words, any wording, no contradiction."""

import pytest

from env_adapter.facts import brevity, carries, is_about


@pytest.mark.parametrize(
    ("text", "wordings", "slot", "expected"),
    [
        ("We can do Friday.", ["Friday"], "", True),
        ("We can do Fridays only", ["Friday"], "", False),
        ("The 118th try", ["18th"], "", False),
        ("On the 18th!", ["18th"], "", True),
        ("Part KS-114-R is free", ["KS-114-R"], "", True),
        ("Call 932 14 708", ["932 14 708"], "", True),
        ("14:00 it is", ["14:00"], "time", True),
        ("14:00 or 15:00", ["14:00"], "time", False),
        ("2 pm", ["2 pm"], "time", True),
        ("Friday or Thursday", ["Friday"], "weekday", False),
        ("Friday, not Thursday", ["Friday"], "weekday", False),
        ("I have 8 percent for you", ["8 percent"], "amount", True),
        ("8 percent or 12 percent", ["8 percent"], "amount", False),
        ("Yes, gladly", ["yes"], "answer", True),
        ("Yes and no", ["yes"], "answer", False),
        ("", ["x"], "", False),
    ],
)
def test_carries(text: str, wordings: list[str], slot: str, expected: bool) -> None:
    assert carries(text, wordings, slot) is expected


def test_a_free_answer_has_to_take_up_the_topic() -> None:
    topic = ["budget", "fair", "october"]
    assert is_about("The budget for the fair is ten thousand", topic) == 100
    assert is_about("budget budget budget budget", topic) == 40
    assert is_about(".", topic) == is_about("Thanks, noted, will do so soon.", topic) == 0


def test_long_texts_lose_their_worth() -> None:
    assert [brevity("word " * n) for n in (20, 120, 200, 400)] == [100, 100, 50, 0]
