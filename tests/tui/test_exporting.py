"""A session as a file: nothing is lost, nothing from outside is markup, nothing is overwritten."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from assistant.contract.errors import UserError
from assistant.contract.tools import Effect
from assistant.events import Acted
from majordomo.cli import app as command
from tests.tui.driving import running
from tests.tui.sessions import BOOK, FINISH, LEAVE, ROUTE_MEETING, DeskSession
from tests.tui.test_replay import DAY, OPENED, kept
from tui.exporting import LINES, ExportError, as_markdown, as_svg, export, free_name, target
from tui.log import Listed, Said, SessionEvent
from tui.replay import Recording, recording_of
from tui.screens.ask import AskScreen, ChoiceScreen

NASTY = (
    "<script>x</script> ![p](http://h/p.png) [a](http://h) **b** `c` # h | d \x1b[2J \u202e\n# e"
)
SVG = "{http://www.w3.org/2000/svg}"


def recorded(*events: SessionEvent) -> Recording:
    return recording_of(Path("kept.jsonl"), events or DAY)


def in_picture(svg: str) -> str:
    """The text of a picture, line by line as it is drawn."""
    texts = ElementTree.fromstring(svg).iter(f"{SVG}text")
    return "\n".join("".join(t.itertext()) for t in texts).replace("\xa0", " ")


def test_markdown_holds_the_list_and_all_that_was_said_and_done():
    text = as_markdown(recorded())
    assert text.startswith("# Session of Mon 2026-03-02 08:10")
    assert "| t1 | done | personal | Book the physio |" in text
    assert "**You:** buy milk" in text
    assert "- `schedule_event` **ok**: Physio on Tuesday 14:00" in text
    assert "    Thursday 15:00 works for me." in text
    assert "> The physio is **booked**." in text


def test_nothing_from_outside_is_markup_in_markdown():
    acted = Acted(
        "x", "email", "e1", "send_email", {"body": NASTY}, Effect.IRREVERSIBLE, "ok", NASTY
    )
    listed = Listed("e1", NASTY, "other", "open")
    text = as_markdown(recorded(OPENED, listed, Said("e1", NASTY), acted))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert not re.search(r"<(script|img|a|em|h2)\b", html)
    assert html.count("<h1>") == 1 and "\x1b" not in text and "\u202e" not in text
    assert html.count("&lt;script&gt;x&lt;/script&gt;") == 4


def test_an_answer_stays_markdown_and_loads_nothing():
    answer = Acted("x", "knowledge", "y1", "answer", {"citations": ["n1"]}, None, "ok",
                   "It is **Tuesday** ![p](http://h/p.png) <img src=x>")  # fmt: skip
    html = MarkdownIt("commonmark").render(as_markdown(recorded(OPENED, answer)))
    assert "<strong>Tuesday</strong>" in html and "Sources: n1" in html
    assert "<img" not in html and "<a" not in html


@given(st.text(alphabet="`~ \n a", max_size=60))
def test_a_fence_cannot_be_left_from_inside(body: str):
    acted = Acted("x", "email", "e1", "send_email", {"body": f"a\n{body}"}, None, "ok", "sent")
    html = MarkdownIt("commonmark").render(as_markdown(recorded(OPENED, acted, Said("", "END"))))
    assert "<strong>You:</strong> END" in html


def test_what_could_not_be_read_is_said_in_the_export():
    recording = recording_of(Path("kept.jsonl"), DAY, ["the last line is torn and was left out"])
    assert "Not all of the file could be read: the last line is torn" in as_markdown(recording)


def test_the_picture_is_a_drawing_that_loads_nothing():
    svg = as_svg(recorded(OPENED, Said("y1", NASTY), *DAY))
    words = in_picture(svg)
    drawn = svg.split("-->", 1)[1]
    style, tags = drawn.split("</style>")[0], "".join(re.findall(r"<[^>]*>", drawn))
    assert not re.search(r"href|src=|@import|https?:", style + tags)
    assert "@font-face" not in svg and "<script" not in svg and "<image" not in svg
    assert "buy milk" in words and "schedule_event" in words and "✓ done" in words
    assert as_svg(recorded()) == as_svg(recorded())


def test_a_long_session_is_drawn_to_its_end_and_says_what_is_missing():
    svg = as_svg(recorded(OPENED, *(Said("y1", f"message {n:05d}") for n in range(1000))))
    words = in_picture(svg)
    assert "message 00999" in words and "message 00000" not in words
    assert re.search(r"… 1,\d{3} lines before; the Markdown export has them all", words)
    heights = {text.get("y") for text in ElementTree.fromstring(svg).iter(f"{SVG}text")}
    assert LINES - 5 < len(heights) <= LINES + 2


@pytest.mark.parametrize("name", ["a.md", "a.svg", "A.MD"])
def test_the_ending_decides_and_nothing_is_overwritten(tmp_path: Path, name: str):
    path = tmp_path / name
    assert export(recorded(), path) == path
    before = path.read_bytes()
    assert before.startswith(b"<svg" if name.endswith("svg") else b"# Session")
    with pytest.raises(ExportError, match="is there already"):
        export(recorded(OPENED), path)
    assert path.read_bytes() == before
    export(recorded(OPENED), path, replace=True)
    assert path.read_bytes() != before
    assert list(tmp_path.iterdir()) == [path]


def test_another_ending_or_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(ExportError, match=r"neither \.md nor \.svg"):
        export(recorded(), tmp_path / "a.pdf")
    with pytest.raises(ExportError, match="cannot be written: No such file"):
        export(recorded(), tmp_path / "no" / "a.md")
    assert list(tmp_path.iterdir()) == []


def test_an_argument_names_a_kind_a_path_or_both(tmp_path: Path):
    def aim(argument: str) -> Path:
        return target(argument, "run-1", tmp_path)

    assert aim("") == aim("md") == tmp_path / "run-1.md"
    assert aim("svg") == tmp_path / "run-1.svg"
    assert aim(f"svg {tmp_path}") == tmp_path / "run-1.svg"
    assert aim(f"{tmp_path}/x.svg") == tmp_path / "x.svg"
    assert aim(f"md {tmp_path}/my day") == tmp_path / "my day.md"
    with pytest.raises(ExportError, match=r"does not end in \.md"):
        aim("md x.svg")


def test_a_free_name_counts_up(tmp_path: Path):
    path = tmp_path / "a.md"
    for expected in ("a.md", "a-2.md", "a-3.md"):
        assert free_name(path).name == expected
        free_name(path).touch()


async def test_export_writes_the_session_that_runs(folder: Path, tmp_path: Path):
    path = tmp_path / "day.md"
    async with running(DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH]), folder) as d:
        await d.until_done()
        d.workspace.run_line(f"/export {path}")
        await d.until(lambda: "Written" in d.toasts)
        first = path.read_text("utf-8")
        assert "`schedule_event` **ok**" in first and "| t1 | done |" in first
        # A second time the person is asked, and going back writes nothing.
        await d.workspace.note("item", "one more note")
        d.workspace.run_line(f"/export {path}")
        await d.until(lambda: isinstance(d.app.screen, ChoiceScreen))
        await d.press("escape")
        assert path.read_text("utf-8") == first
        d.workspace.run_line(f"/export {path}")
        await d.until(lambda: isinstance(d.app.screen, ChoiceScreen))
        await d.press("enter")
        await d.until(lambda: path.with_name("day-2.md").exists())
        assert path.read_text("utf-8") == first
        d.workspace.run_line(f"/export {path}")
        await d.until(lambda: isinstance(d.app.screen, ChoiceScreen))
        await d.press("down", "enter")
        await d.until(lambda: "one more note" in path.read_text("utf-8"))


async def test_export_asks_where_to_and_says_what_is_wrong(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    async with running(DeskSession([]), folder, autostart=False) as d:
        d.workspace.run_line("/export")
        await d.until(lambda: isinstance(d.app.screen, AskScreen))
        await d.press("enter")
        await d.until(lambda: (tmp_path / "run-1.md").exists())
        d.workspace.run_line("/export md x.svg")
        await d.until(lambda: "Not exported" in d.toasts)
        assert not (tmp_path / "x.svg").exists()


def test_the_command_exports_and_never_overwrites_unasked(tmp_path: Path):
    source, out = kept(tmp_path), tmp_path / "day.svg"
    run = CliRunner().invoke
    result = run(command, ["replay", str(source), "--export", str(out)])
    assert result.exit_code == 0 and result.stdout == "" and str(out) in result.stderr
    assert "buy milk" in in_picture(out.read_text("utf-8"))
    again = run(command, ["replay", str(source), "--export", str(out)])
    assert isinstance(again.exception, UserError) and "--force" in str(again.exception)
    forced = run(command, ["replay", str(source), "--export", str(out), "--force"])
    assert forced.exit_code == 0
