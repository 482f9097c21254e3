"""What is kept from a stranger's mail stays a stranger's: on disk, in prompts and for consent."""

from pathlib import Path
from typing import Any

from assistant.contract import tools
from assistant.contract.outcome import Verdict
from assistant.contract.render import render
from assistant.contract.tools import Agent
from assistant.engine import Engine
from assistant.graph import build_graph
from assistant.guard import ConsentRequest
from assistant.state import RunContext
from assistant.workspaces.memory import DeskWorkspace
from majordomo.memories import Scratch
from memory import KnowledgeBase
from tests.assistant.test_graph import PlaybackModel
from tests.assistant.workspaces.sample import open_files, write_files
from tests.memory.conftest import OpenKb

KEPT = "Lee Park needs the offsite contract by Wednesday"
ADD = tools.AddToKb(item_id="e2", content=KEPT, category="contact")
REMIND = {"item_id": "t2", "label": "Offsite", "when": "Tuesday 9:00"}
"""On a to-do that the person wrote, and it can be undone: of itself this asks nobody."""


class Accepting:
    """A person who agrees to everything, and what they were asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    async def decide(self, request: ConsentRequest) -> Verdict:
        self.asked.append((request.call.name, request.reason))
        return Verdict("accept")


async def asked_on_a_day(
    folder: Path, kb: KnowledgeBase, calls: list[Any]
) -> list[tuple[str, str]]:
    person = Accepting()
    model = PlaybackModel(calls=calls, prompts=[])
    with open_files(write_files(folder / "files"), folder / "home", kb=kb) as workspace:
        context = RunContext(workspace, model, person)
        await Engine(build_graph(), context, "run1").run()
    return person.asked


async def test_a_note_kept_from_a_mail_is_a_strangers_ever_after(tmp_path: Path, open_kb: OpenKb):
    with open_kb() as kb:
        asked = await asked_on_a_day(tmp_path, kb, [
            ("route_to_agent", {"item_id": "e2", "agent": "knowledge"}),
            ("add_to_kb", ADD.args()),
            ("route_to_agent", {"item_id": "t2", "agent": "habit"}),
            ("set_reminder", REMIND),
        ])  # fmt: skip
        [record] = kb.records()
    assert asked == [
        ("add_to_kb", "text from outside asked for it"),
        ("set_reminder", "a note from outside was read for it"),
    ]
    assert (record.text, record.source, record.tainted) == (KEPT, "mail from Lee Park", True)
    with open_kb() as kb:  # read back from the log, and found through Chroma
        [found] = kb.search("When does Lee Park need the contract?")
        assert found.tainted and found.source == "mail from Lee Park"
        assert kb.stats()["tainted"] == 1


async def test_without_it_nobody_is_asked(tmp_path: Path, open_kb: OpenKb):
    with open_kb() as kb:
        asked = await asked_on_a_day(tmp_path, kb, [
            ("route_to_agent", {"item_id": "t2", "agent": "habit"}),
            ("set_reminder", REMIND),
        ])  # fmt: skip
    assert asked == []


async def test_the_persons_own_words_stay_theirs(tmp_path: Path, kb: KnowledgeBase):
    with open_files(write_files(tmp_path / "files"), tmp_path / "home", kb=kb) as workspace:
        typed = await workspace.say(f"Remember that {KEPT}.")
        await workspace.say("e2: only remember that Lee drinks oat milk")
        own = tools.AddToKb(item_id=typed, content=KEPT, category="contact")
        answered = tools.AddToKb(item_id="e2", content="Lee drinks oat milk", category="preference")
        for n, call in enumerate((own, answered)):
            assert (await workspace.act(call, f"{n}" * 16, "knowledge")).is_ok
    kept = {r.text: (r.source, r.tainted) for r in kb.records()}
    assert kept == {KEPT: ("you", False), "Lee drinks oat milk": ("you", False)}


async def test_what_a_search_found_outside_is_not_washed_clean(tmp_path: Path, kb: KnowledgeBase):
    kb.add("Lee Park lives at 4 Quay Lane.", "", "inbox.mbox", "a", tainted=True)
    sources, home = write_files(tmp_path / "files"), tmp_path / "home"
    search = tools.SearchKb(item_id="t4", query="Where does Lee Park live?")
    with open_files(sources, home, kb=kb) as workspace:
        found = await workspace.act(search, "1" * 16, "knowledge")
        assert [note.tainted for note in found.notes] == [True]
    again = tools.AddToKb(item_id="t4", content="Lee's home: 4 Quay Lane", category="contact")
    with open_files(sources, home, kb=kb) as workspace:  # the run goes on after a restart
        assert (await workspace.act(again, "2" * 16, "knowledge")).is_ok
    record = kb.record("2" * 16)
    assert record is not None
    assert (record.source, record.tainted) == ("inbox.mbox", True)


async def test_undo_takes_a_tainted_note_back(tmp_path: Path, kb: KnowledgeBase):
    with open_files(write_files(tmp_path / "files"), tmp_path / "home", kb=kb) as workspace:
        assert (await workspace.act(ADD, "1" * 16, "knowledge")).is_ok
        assert [r.tainted for r in kb.records()] == [True]
        assert [report.is_undone for report in workspace.undo_all()] == [True]
    assert kb.records() == []


async def test_a_dry_run_shows_what_the_day_would_show(tmp_path: Path, kb: KnowledgeBase):
    with open_files(write_files(tmp_path / "files"), tmp_path / "home", kb=kb) as workspace:
        dry = DeskWorkspace(workspace.desk.copy(), Scratch(kb))
        prompts = []
        for day in (dry, workspace):
            assert (await day.act(ADD, "1" * 16, "knowledge")).is_ok
            briefing = await day.brief("t2")
            assert [note.tainted for note in briefing.known["t2"]] == [True]
            prompts.append(render(briefing, Agent.HABIT, "t2"))
    assert prompts[0] == prompts[1].replace(kb.records()[0].short, "1" * 16)
    assert f"{KEPT} | mail from Lee Park" in prompts[1]
