from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.workspaces.errors import WorkspaceError
from assistant.workspaces.todo import TodoFile

TODAY = date(2026, 3, 2)
EFFECT = "0123abcd45678901"

# Everything that people put into lists, and some things that nobody does.
LINES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "- [ ] call Ana",
            "  * [x] nested",
            "1. [ ] numbered",
            "- plain",
            "(A) 2026-03-01 pay rent due:2026-03-05 @home",
            "x 2026-03-01 done",
            "# heading",
            "```",
            "",
            "water plants rec:+1w due:2026-03-01",
        ]
    ),
)
FILES = st.lists(LINES, max_size=12).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda end: end.join(lines).encode())
)


def texts(name: str, data: str) -> list[str]:
    return [t.text for t in TodoFile(name, data.encode()).todos if t.is_open(TODAY)]


def edited(name: str, data: bytes, words: str, how: str) -> bytes:
    file = TodoFile(name, data)
    todo = file.find(words, 1)
    assert todo is not None
    match how:
        case "complete":
            file.complete(todo, TODAY)
        case "delegate":
            file.delegate(todo, "Lee Park")
        case _:
            file.tag(todo, EFFECT)
    return file.data()


@given(FILES, st.sampled_from(["todo.txt", "list.md"]))
def test_reading_a_list_changes_no_byte(data: bytes, name: str) -> None:
    try:
        assert TodoFile(name, data).data() == data
    except WorkspaceError:
        assert b"\0" in data or data.startswith((b"\xff\xfe", b"\xfe\xff"))


@given(
    FILES, st.sampled_from(["todo.txt", "list.md"]), st.sampled_from(["tag", "complete"]), st.data()
)
def test_an_edit_leaves_every_other_line_alone(
    data: bytes, name: str, how: str, draw: st.DataObject
) -> None:
    if b"\0" in data:
        return
    file = TodoFile(name, data)
    todos = [t for t in file.todos if t.is_open(TODAY)]
    if not todos:
        return
    todo = draw.draw(st.sampled_from(todos))
    file.tag(todo, EFFECT) if how == "tag" else file.complete(todo, TODAY)
    before, after = data.split(b"\n"), file.data().split(b"\n")
    added = len(after) - len(before)
    assert added in ({0} if how == "tag" else {0, 1})
    assert before[: todo.line] == after[: todo.line]
    assert before[todo.line + 1 :] == after[todo.line + 1 + added :]
    again = TodoFile(name, file.data()).find(todo.text, todo.occurrence)
    assert again is not None
    assert not again.is_open(TODAY)


def test_todo_txt_priority_dates_and_fields_are_read() -> None:
    line = "(A) 2026-03-01 Pay rent +flat @home due:2026-03-05 rec:1m https://example.org/a:b\n"
    (todo,) = TodoFile("todo.txt", line.encode()).todos
    assert todo.text == "Pay rent +flat @home https://example.org/a:b"
    assert (todo.priority, todo.due) == ("A", "2026-03-05")


def test_done_tagged_delegated_hidden_and_later_tasks_are_not_open() -> None:
    data = (
        "x 2026-03-01 done\n"
        "handled md:0123abcd\n"
        "handed over delegated:Lee\n"
        "hidden h:1\n"
        "later t:2026-04-01\n"
        "now t:2026-03-01\n"
        "xylophone lesson\n"
        "\n"
        "due:2026-03-05\n"
    )
    assert texts("todo.txt", data) == ["now", "xylophone lesson"]


def test_completing_in_todo_txt_follows_its_format() -> None:
    data = b"(A) 2026-03-01 Pay rent due:2026-03-05  \r\nBuy milk"
    assert edited("todo.txt", data, "pay rent", "complete") == (
        b"x 2026-03-02 2026-03-01 Pay rent due:2026-03-05 pri:A  \r\nBuy milk"
    )
    assert edited("todo.txt", data, "Buy milk", "complete").endswith(b"\r\nx 2026-03-02 Buy milk")


@pytest.mark.parametrize(
    ("fields", "again"),
    [
        ("due:2026-03-01 rec:1w", "due:2026-03-09 rec:1w"),
        ("due:2026-03-01 rec:+1w", "due:2026-03-08 rec:+1w"),
        ("due:2026-01-31 rec:+1m", "due:2026-02-28 rec:+1m"),
        ("due:2026-03-01 t:2026-02-27 rec:+1y", "due:2027-03-01 t:2027-02-27 rec:+1y"),
        ("due:2026-03-06 rec:+1b", "due:2026-03-09 rec:+1b"),
        ("rec:2d", "rec:2d t:2026-03-04"),
    ],
)
def test_a_recurring_task_comes_again(fields: str, again: str) -> None:
    found = edited(
        "todo.txt", f"Water plants {fields}\nlast\n".encode(), "water plants", "complete"
    )
    assert found.decode().splitlines()[1:] == [f"Water plants {again}", "last"]


def test_markdown_checkboxes_of_every_kind_are_read() -> None:
    data = (
        "# Home\n\nSome words.\n\n- [ ] call **Ana**\n  * [ ] nested\n1. [ ] numbered\n"
        "- [x] done\n- [X] done too\n- a plain bullet\n```\n- [ ] in code\n```\n"
        "- [ ] handled <!-- md:0123abcd -->\n+ [ ] due soon \N{CALENDAR} 2026-03-05\n"
    )
    file = TodoFile("list.md", data.encode())
    assert [t.text for t in file.todos if t.is_open(TODAY)] == [
        "call Ana",
        "nested",
        "numbered",
        "due soon",
    ]
    assert {t.section for t in file.todos} == {"Home"}
    assert file.todos[-1].due == "2026-03-05"


def test_bullets_are_todos_where_there_is_no_checkbox() -> None:
    data = "# Shopping\n- milk\n* eggs\n2) bread\n- ~~salt~~\nnot a bullet\n---\n"
    assert texts("list.md", data) == ["milk", "eggs", "bread"]
    assert edited("list.md", b"- milk\n- eggs\n", "milk", "complete") == b"- ~~milk~~\n- eggs\n"


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("todo.txt", "Call Ana\n- milk\n", "todo.txt"),
        ("todo.txt", "- [ ] Call Ana\n", "markdown"),
        ("list.txt", "- milk\n- eggs\n", "list"),
        ("list.md", "", "list"),
        ("tasks", "(A) Call Ana\n", "todo.txt"),
        ("tasks", "Today\n- [ ] Call Ana\n", "markdown"),
    ],
)
def test_the_format_follows_the_name_and_the_content(name: str, data: str, form: str) -> None:
    assert TodoFile(name, data.encode()).format == form


def test_marks_go_to_the_end_of_the_line_before_a_line_break_mark() -> None:
    assert edited("a.md", b"- [ ] milk  \n", "milk", "tag") == (
        b"- [ ] milk <!-- md:0123abcd -->  \n"
    )
    assert edited("a.txt", b"\xef\xbb\xbfmilk\r\n", "milk", "tag") == (
        b"\xef\xbb\xbfmilk md:0123abcd\r\n"
    )
    assert edited("a.md", b"- [ ] milk", "milk", "complete") == b"- [x] milk"
    assert edited("a.md", b"- [ ] milk", "milk", "delegate") == (
        b"- [ ] milk (delegated to Lee Park)"
    )
    assert edited("a.txt", b"milk", "milk", "delegate") == b"milk delegated:Lee_Park"


def test_a_todo_is_found_again_by_its_words_and_number() -> None:
    file = TodoFile("todo.txt", b"milk\nx 2026-03-01 milk\n(B) Milk  due:2026-03-05\n")
    assert [(t.text, t.occurrence) for t in file.todos] == [("milk", 1), ("milk", 2), ("Milk", 3)]
    third = file.find("MILK", 3)
    assert third is not None
    assert third.line == 2
    assert file.find("milk", 4) is None


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\0\0", "not a text file"),
        ("milk\n".encode("utf-16"), "UTF-16"),
        (b"milk\nk\xe4se\n", r"not UTF-8 text \(line 2\)"),
    ],
)
def test_a_file_that_is_no_text_is_a_clear_error(data: bytes, what: str) -> None:
    with pytest.raises(WorkspaceError, match=what):
        TodoFile("todo.txt", data)
