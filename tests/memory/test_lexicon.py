import math
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from memory.lexicon import Lexicon

ROWS = {
    "a": "lease ends september".split(),
    "b": "lease lease landlord okafor".split(),
    "c": "dentist tuesday".split(),
}


def lexicon_of(rows: dict[str, list[str]]) -> Lexicon:
    lexicon = Lexicon()
    for row, tokens in rows.items():
        lexicon.add(row, tokens)
    return lexicon


def plain_bm25(rows: dict[str, list[str]], query: list[str]) -> dict[str, float]:
    """The formula as it is written in textbooks."""
    average = sum(map(len, rows.values())) / len(rows)
    scores = dict.fromkeys(rows, 0.0)
    for term in set(query):
        seen = sum(term in tokens for tokens in rows.values())
        weight = math.log(1 + (len(rows) - seen + 0.5) / (seen + 0.5))
        for row, tokens in rows.items():
            count = Counter(tokens)[term]
            scores[row] += (
                weight * count * 2.5 / (count + 1.5 * (0.25 + 0.75 * len(tokens) / max(average, 1)))
            )
    return {row: score for row, score in scores.items() if score > 0}


def test_a_rare_word_outweighs_a_common_one():
    lexicon = lexicon_of(ROWS)
    assert [row for row, _ in lexicon.top(["lease", "september"], 3)] == ["a", "b"]
    assert lexicon.weight("dentist") > lexicon.weight("lease")


def test_a_removed_row_is_found_no_more_and_counts_no_more():
    lexicon = lexicon_of(ROWS)
    lexicon.remove("b")
    lexicon.remove("unknown")
    assert len(lexicon) == 2 and lexicon.frequency("lease") == 1
    assert [row for row, _ in lexicon.top(["lease", "okafor"], 3)] == ["a"]


def test_nothing_asked_or_nothing_there_finds_nothing():
    assert Lexicon().top(["lease"], 3) == []
    assert lexicon_of(ROWS).top([], 3) == lexicon_of(ROWS).top(["zebra"], 3) == []
    assert lexicon_of(ROWS).top(["lease"], 0) == []


_TOKENS = st.lists(st.sampled_from("abcdef"), max_size=8)


@given(st.lists(st.tuples(st.sampled_from("rstuvw"), _TOKENS | st.none()), max_size=25), _TOKENS)
def test_scores_equal_the_textbook_after_any_adds_and_removes(steps, query: list[str]):
    lexicon = Lexicon()
    rows: dict[str, list[str]] = {}
    for row, tokens in steps:
        if tokens is None:
            rows.pop(row, None)
            lexicon.remove(row)
        else:
            rows[row] = tokens
            lexicon.add(row, tokens)
    expected = plain_bm25(rows, query) if rows else {}
    got = dict(lexicon.top(query, 10))
    assert got.keys() == expected.keys()
    assert all(math.isclose(got[row], expected[row], rel_tol=1e-4) for row in got)
    best = lexicon.top(query, 2)
    assert [score for _, score in best] == sorted(got.values(), reverse=True)[:2]
