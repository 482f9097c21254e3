"""What an answer may quote, and what each quote is read with."""

from memory.passages import passages
from memory.record import Record


def _of(text: str, *, path: str = "", source: str = "you") -> list[tuple[str, str]]:
    record = Record(id="n1", text=text, source=source, path=path)
    return [(passage.text, passage.about) for passage in passages(record)]


def test_a_line_beneath_another_is_said_of_it():
    text = "- Kitchen\n  - Tap: Grohe\n    - seal 12 mm\n  - Hob: induction\n- Hall"
    assert _of(text) == [
        ("Kitchen", ""),
        ("Tap: Grohe", "Kitchen"),
        ("seal 12 mm", "Kitchen > Tap: Grohe"),
        ("Hob: induction", "Kitchen"),
        ("Hall", ""),
    ]


def test_a_long_line_leads_to_nothing():
    told = "The plumber came twice in March because the first seal that he had brought was too wide"
    assert _of(f"- {told}\n  - paid in cash") == [(told, ""), ("paid in cash", "")]


def test_a_heading_is_a_label_and_what_its_lines_are_about():
    record = Record(id="n1", text="Boiler: serviced in May", source="you", under="Boiler")
    heading, line = passages(record)
    assert (heading.text, heading.is_label, heading.about) == ("Boiler", True, "")
    assert (line.text, line.is_label, line.about) == ("serviced in May", False, "Boiler")


def test_without_a_heading_the_files_name_is_what_it_is_about():
    found = _of("Serviced in May.", path="/home/me/03_boiler.md", source="house/03_boiler.md")
    assert found == [("Serviced in May.", "boiler")]


def test_two_sentences_go_together_and_each_pair_is_there():
    found = [text for text, _ in _of("It leaks. Olaf came. He fixed it.")]
    assert found == ["It leaks. Olaf came.", "Olaf came. He fixed it."]


def test_a_rows_values_stand_after_their_columns():
    text = "| Pet | Weight |\n| --- | --- |\n| Cat | 4.2 kg |\n| Dog | |"
    rows = list(passages(Record(id="n1", text=text, source="you")))
    assert [row.told for row in rows] == ["Pet: Cat, Weight: 4.2 kg", "Pet: Dog"]
    assert rows[0].text == "Cat | 4.2 kg"


def test_a_field_tells_what_the_note_is():
    [field, line] = passages(Record(id="n1", text="type:: recipe\nBoil it.", source="you"))
    assert (field.is_label, line.is_label) == (True, False)
