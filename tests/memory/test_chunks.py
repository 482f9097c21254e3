from hypothesis import given
from hypothesis import strategies as st

from memory.chunks import CHUNK_CHARS, chunks, pieces

PAGE = """\
Written in May.

# Flat

The lease ends on 30 September.

## Keys

Okafor has the spare key.

```
# not a heading
```

# Car

Insured with Blue Heron.
"""


def test_a_chunk_carries_the_path_of_its_headings():
    assert chunks(PAGE) == [
        "Written in May.",
        "Flat: The lease ends on 30 September.",
        "Flat > Keys: Okafor has the spare key.\n```\n# not a heading\n```",
        "Car: Insured with Blue Heron.",
    ]


def test_short_paragraphs_share_a_chunk_and_long_ones_are_split():
    short = "\n\n".join(f"Paragraph {n} says little." for n in range(10))
    assert len(chunks(short)) == 1
    long = " ".join(f"Sentence number {n} is about the garden." for n in range(100))
    found = chunks(f"# Garden\n\n{long}")
    assert 4 <= len(found) <= 8
    assert all(chunk.startswith("Garden: Sentence number") for chunk in found)
    assert all(len(chunk) <= CHUNK_CHARS + len("Garden: ") for chunk in found)


def test_a_page_of_headings_alone_still_says_something():
    assert chunks("# Packing\n## Passport\n") == ["Packing", "Passport"]


def test_an_empty_page_says_nothing():
    assert chunks("") == chunks(" \n\n ") == []


@given(st.text(alphabet="ab .\n#", max_size=6000))
def test_chunks_lose_no_word_and_none_is_too_long(text: str):
    found = chunks(text)
    assert "".join(c for c in text if c in "ab") == "".join(
        c for chunk in chunks(text.replace("#", "")) for c in chunk if c in "ab"
    )
    assert all(found)


@given(st.text(alphabet="ab \n", max_size=6000))
def test_pieces_cover_the_text_and_fit_the_embedder(text: str):
    text = text.strip()
    found = pieces(text)
    assert all(piece in text for piece in found)
    assert all(len(piece) <= CHUNK_CHARS * 5 // 4 for piece in found)
    assert found[0] == text[: len(found[0])] and text.endswith(found[-1])
    reached = 0
    for piece in found:
        start = text.find(piece, max(reached - CHUNK_CHARS, 0))
        assert not text[reached:start].strip()
        reached = max(reached, start + len(piece))
