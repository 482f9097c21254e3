"""What the person can do with the day: run, stop, take over, put off, correct, undo, ask why."""

import time
from pathlib import Path

import pytest

from assistant.contract.day import Item
from assistant.events import Acted, GraphEvent
from tests.tui.driving import NARROW, WIDE, Driver, running
from tests.tui.sessions import (
    BOOK,
    DELEGATE,
    FINISH,
    LEAVE,
    REPLY,
    ROUTE_EMAIL,
    ROUTE_MEETING,
    ROUTE_TASK,
    DeskSession,
    day_with_chores,
)
from tui.services import Services
from tui.widgets.blocks import AnswerBlock, Step
from tui.widgets.status import needs_network

BOOKED = [ROUTE_MEETING, BOOK, LEAVE, FINISH]


async def test_a_typed_message_becomes_an_item_and_is_handled(folder: Path):
    session = DeskSession(BOOKED)
    async with running(session, folder) as d:
        await d.until_done()
        await d.type("buy milk")
        await d.press("enter")
        await d.until(lambda: session.runs == ["", ""])
        assert session.desk.items["y1"].text == "buy milk"
        assert "buy milk" in d.painted()
        assert d.workspace.prompt.area.text == ""


async def test_a_message_that_comes_while_the_assistant_works_is_handled_after(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    gate = session.hold()
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.is_working)
        await d.type("buy milk")
        await d.press("enter")
        await d.until(lambda: "y1" in session.desk.items)
        gate.set()
        await d.until(lambda: len(session.runs) == 2)
        await d.until_done()


async def test_each_step_is_one_line_and_space_opens_it(folder: Path):
    async with running(DeskSession(BOOKED), folder) as d:
        await d.until_done()
        steps = [b for b in d.workspace.conversation.blocks if isinstance(b, Step)]
        assert [step.event.tool for step in steps][:2] == ["route_to_agent", "schedule_event"]
        assert {step.region.height for step in steps} == {1}
        assert "start: Tuesday 14:00" not in d.painted()
        await d.press("ctrl+t", "up", "up", "up", "space")
        await d.until(lambda: "start: Tuesday 14:00" in d.painted())
        assert "meeting agent · item t1 · tier personal · reversible" in d.painted()
        await d.press("space")
        await d.until(lambda: "start: Tuesday 14:00" not in d.painted())


async def test_sends_say_that_they_are_simulated_and_reads_do_not(folder: Path):
    async with running(DeskSession(BOOKED), folder) as d:
        await d.until_done()
        lines = d.painted().splitlines()
        assert any("schedule_event" in line and "simulated" in line for line in lines)
        assert not any("route_to_agent" in line and "simulated" in line for line in lines)


async def test_nothing_says_simulated_where_it_is_real(folder: Path):
    async with running(DeskSession(BOOKED, simulated=False), folder) as d:
        await d.until_done()
        assert "simulated" not in d.painted()


async def test_where_it_is_real_each_send_says_where_the_message_went(folder: Path):
    async with running(DeskSession([ROUTE_EMAIL, REPLY, FINISH], simulated=False), folder) as d:
        await d.until_asked()
        await d.focus_card()
        await d.press("a", "y")
        await d.until_done()
        await d.until(lambda: "nothing left this machine" in d.said)


async def test_the_assistants_own_words_are_markdown(folder: Path):
    async with running(DeskSession(BOOKED), folder) as d:
        await d.until_done()
        answers = [b for b in d.workspace.conversation.blocks if isinstance(b, AnswerBlock)]
        assert answers[-1].as_text == FINISH[1]["summary"]
        assert "The physio is booked" in d.painted()


async def test_an_answer_grows_while_it_is_written_and_a_stop_keeps_it(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        for fragment in ("It is ", "in **Hafen", "strasse** 3"):
            await d.workspace.conversation.stream(fragment)
        await d.until(lambda: "It is in Hafenstrasse 3" in d.painted())
        await d.workspace.conversation.end_answer(stopped=True)
        await d.until(lambda: "stopped by you" in d.painted())
        assert "It is in Hafenstrasse 3" in d.painted()


async def test_escape_stops_at_once_and_keeps_what_was_done(folder: Path):
    session = DeskSession(BOOKED)
    async with running(session, folder) as d:
        await d.until_done()
        session.hold()
        d.workspace.run_command("all")
        await d.until(lambda: d.workspace.turns.is_working and "esc Stop" in d.painted())
        began = time.monotonic()
        await d.press("escape")
        assert d.workspace.turns.phase == "stopped"
        assert time.monotonic() - began < 2
        await d.until(lambda: "stopped by you" in d.said)
        assert "schedule_event ok" in d.said
        assert session.desk.items["t1"].status == "done"


async def test_p_pauses_after_the_step_that_runs_and_p_goes_on(folder: Path):
    session = DeskSession(BOOKED)
    gate = session.hold()
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.is_working)
        await d.press("f2", "p")
        await d.until(lambda: "pauses after this step" in d.status())
        gate.set()
        await d.until(lambda: d.workspace.turns.phase == "stopped")
        await d.until(lambda: "paused by you" in d.said)
        assert "route_to_agent ok" in d.said, "the step that ran was carried out"
        assert len(session.playback.prompts) == 1, "and nothing was asked of the model after it"
        assert session.desk.items["t1"].status == "open"
        assert "pauses after this step" not in d.status()
        await d.press("p")
        await d.until(lambda: session.desk.items["t1"].status == "done")
        await d.until_done()
        assert d.said.count("route_to_agent ok") == 1, "no step is done or told twice"
        assert d.workspace.turns.phase == "idle"


async def test_p_takes_a_pause_back_and_nothing_is_paused_where_nothing_runs(folder: Path):
    session = DeskSession(BOOKED)
    gate = session.hold()
    async with running(session, folder) as d:
        await d.press("f2")
        await d.until(lambda: "p Pause/go on" in d.painted())
        await d.press("p", "p")
        await d.until(lambda: "Goes on." in d.toasts)
        gate.set()
        await d.until(lambda: d.workspace.turns.phase == "idle")
        assert "paused by you" not in d.said
        await d.until(lambda: "Pause/go on" not in d.painted())
        d.workspace.run_command("pause")
        await d.until(lambda: "Nothing runs." in d.toasts)


async def test_a_step_that_asks_is_over_once_the_person_has_answered(folder: Path):
    session = DeskSession([ROUTE_EMAIL, REPLY, ROUTE_MEETING, BOOK, FINISH])

    def hold_after_a_step(event: GraphEvent) -> None:
        if isinstance(event, Acted):
            session.hold()

    session.listen(hold_after_a_step)
    async with running(session, folder) as d:
        await d.until(lambda: "route_to_agent ok" in d.said)
        d.workspace.run_command("pause")
        await d.until(lambda: d.workspace.turns.is_pausing)
        session.playback.gate.set()
        await d.until_asked()
        assert "asks you · pauses after this step" in d.status()
        await d.focus_card()
        await d.press("a", "y")
        await d.until(lambda: d.workspace.turns.phase == "stopped")
        await d.until(lambda: "paused by you" in d.said)
        assert session.desk.mails["e1"].replied
        assert len(session.playback.prompts) == 2


async def test_a_second_escape_clears_nothing(folder: Path):
    session = DeskSession(BOOKED)
    session.hold()
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.is_working)
        await d.type("half a thought")
        await d.press("escape", "escape", "escape")
        assert d.workspace.prompt.area.text == "half a thought"
        assert d.app.focused is d.workspace.prompt.area
        assert d.said.count("stopped by you") == 1


async def test_a_stopped_run_goes_on_where_it_was(folder: Path):
    session = DeskSession(BOOKED)
    gate = session.hold()
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.is_working)
        await d.press("escape")
        gate.set()
        await d.type("/all")
        await d.press("enter")
        await d.until(lambda: session.desk.items["t1"].status == "done")
        await d.until_done()


async def test_an_error_ends_the_turn_and_not_the_app(folder: Path):
    session = DeskSession(BOOKED)
    session.error = RuntimeError("the model [/x] fell over")
    async with running(session, folder) as d:
        await d.until(lambda: d.workspace.turns.phase == "failed")
        await d.until(lambda: "the model [/x] fell over" in d.painted())
        assert "failed" in d.status()
        d.workspace.run_command("all")
        await d.until(lambda: session.desk.items["t1"].status == "done")
        d.workspace.run_command("debug")
        await d.until(lambda: "RuntimeError" in d.painted())


async def test_a_request_that_fails_is_back_in_the_prompt(folder: Path):
    class Full(DeskSession):
        async def say(self, text: str) -> str:
            raise OSError("the disk is full")

    async with running(Full([]), folder, autostart=False) as d:
        await d.type("call mum")
        await d.press("enter")
        await d.until(lambda: "the disk is full" in d.said)
        assert d.workspace.prompt.area.text == "call mum"


async def _at(d: Driver, item_id: str) -> None:
    """Put the cursor on an item."""
    await d.press("f2")
    d.workspace.tasks.look_at(item_id)
    await d.until(lambda: d.workspace.tasks.item_id == item_id)


async def test_enter_on_an_item_handles_only_that(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK], day_with_chores())
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        await d.press("enter")
        await d.until(lambda: session.desk.items["t1"].status == "done")
        await d.until_done()
        assert session.runs == ["t1"]
        assert session.desk.items["e1"].status == "open"


async def test_what_is_asked_for_meanwhile_waits_its_turn(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, FINISH], day_with_chores())
    gate = session.hold()
    async with running(session, folder) as d:
        await _at(d, "t2")
        await d.press("enter")
        gate.set()
        await d.until(lambda: session.runs == ["", "t2"])


async def test_another_run_waits_for_the_pending_word(folder: Path):
    session = DeskSession([ROUTE_EMAIL, REPLY])
    async with running(session, folder) as d:
        await d.until_asked()
        await _at(d, "t1")
        await d.press("enter")
        await d.until(lambda: "waits for your word first" in d.toasts)
        assert session.runs == [""]


async def test_a_click_looks_and_a_double_click_acts(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK], day_with_chores())
    async with running(session, folder, autostart=False) as d:
        await d.pilot.click("#tasks", offset=(6, 1))
        await d.until(lambda: d.workspace.tasks.item_id == "t1")
        assert session.runs == []
        await d.pilot.click("#tasks", offset=(6, 1), times=2)
        await d.until(lambda: session.runs == ["t1"])


async def test_m_takes_an_item_over(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        await d.press("m")
        await d.until(lambda: session.desk.items["t1"].status == "left")
        assert "left" in d.painted()


async def test_n_puts_an_item_off_and_it_returns(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        await d.press("n")
        await d.until(lambda: "When should it come back?" in d.painted())
        await d.press("enter")
        await d.until(lambda: session.desk.items["t1"].status == "snoozed")
        await d.until(lambda: "returns Tue 2026-03-03 09:00" in d.painted())
        session.desk.now += 2 * 24 * 60
        session.desk.wake()
        await d.workspace.refresh_items()
        assert session.desk.items["t1"].status == "open"


async def test_a_time_that_cannot_be_read_is_said(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        d.workspace.run_command("later", "whenever")
        await d.until(lambda: "until is not clear" in d.said)
        assert session.desk.items["t1"].status == "open"


async def test_t_corrects_whose_need_an_item_serves(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        await d.press("t")
        await d.until(lambda: "Whose need does it serve?" in d.painted())
        await d.press("down", "enter")
        await d.until(lambda: session.desk.items["t1"].tier == "professional")
        d.workspace.run_command("tier", "t1 private")
        await d.until(lambda: session.desk.items["t1"].tier == "personal")


async def test_c_begins_a_correction_in_the_prompt(folder: Path):
    session = DeskSession([FINISH])
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t1")
        await d.press("c")
        await d.until(lambda: d.workspace.prompt.area.text == "t1: ")
        await d.type("at 14:00")
        await d.press("enter")
        await d.until(lambda: session.desk.items["t1"].said == ("at 14:00",))


async def test_w_says_which_notes_were_used(folder: Path):
    async with running(DeskSession([]), folder, NARROW, autostart=False) as d:
        await _at(d, "t1")
        await d.press("w")
        await d.until(lambda: "The physio is at Hafenstrasse 3" in d.painted())
        assert "notes/health.md" in d.painted()
        await d.press("escape")
        assert "Hafenstrasse" not in d.painted()
        assert d.app.focused is d.workspace.tasks


async def test_the_notes_can_be_searched(folder: Path):
    async with running(DeskSession([]), folder, autostart=False) as d:
        await d.press("f3")
        await d.type("physio")
        await d.press("enter")
        await d.until(lambda: "1 note for physio" in d.painted())
        await d.press("escape")
        assert d.app.focused is d.workspace.prompt.area


async def test_undo_takes_the_last_thing_back_and_says_what(folder: Path):
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    async with running(session, folder) as d:
        await d.until_done()
        assert "m2" in session.desk.events
        await d.press("f2", "u")
        await d.until(lambda: "undone: schedule_event" in d.said)
        assert "m2" not in session.desk.events


async def test_switching_the_model_says_what_changes(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        await d.type("/model mini")
        await d.press("enter")
        await d.until(lambda: "mini decides from now on" in d.said)
        assert session.model == "mini"
        await d.until(lambda: "mini" in d.status())


async def test_a_model_that_is_missing_leaves_the_old_one(folder: Path):
    session = DeskSession([])
    async with running(session, folder, autostart=False) as d:
        d.workspace.run_command("model", "missing")
        await d.until(lambda: "there is no model 'missing'" in d.said)
        assert session.model == "scripted"


async def test_a_model_that_uses_the_network_says_so(folder: Path):
    session = DeskSession([])
    session.model = "openai:gpt-x"
    async with running(session, folder, NARROW, autostart=False) as d:
        assert "uses the network (model)" in d.status()
        assert "offline" not in d.status()


async def test_notes_that_a_provider_reads_are_said_too(folder: Path):
    session = DeskSession([])
    session.sends_notes = True
    async with running(session, folder, NARROW, autostart=False) as d:
        assert "uses the network (notes)" in d.status()
        assert "offline" not in d.status()


@pytest.mark.parametrize(
    ("spec", "is_remote"),
    [
        ("scripted", False),
        ("mini", False),
        ("hf:/models/mine+/adapters/a", False),
        ("ollama:llama3.2", False),
        ("openai:NAME@http://localhost:8000/v1", False),
        ("ollama:llama3.2@http://10.0.0.7:11434", True),
        ("openai:NAME@https://models.example.org/v1", True),
        ("deepseek:deepseek-chat", True),
        ("gpt-x", True),
    ],
)
def test_only_what_runs_on_this_machine_is_offline(spec: str, is_remote: bool):
    assert needs_network(spec) is is_remote


@pytest.mark.parametrize(
    ("host", "is_remote"),
    [
        ("", False),
        ("127.0.0.1:11500", False),
        (":11500", False),
        ("0.0.0.0", False),
        ("http://localhost:11434", False),
        ("10.0.0.7", True),
        ("https://models.example.org", True),
    ],
)
def test_ollama_is_where_its_own_setting_says(
    host: str, is_remote: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OLLAMA_HOST", host)
    assert needs_network("ollama:llama3.2") is is_remote


async def test_a_paid_model_says_what_it_costs_where_the_person_set_its_price(
    folder: Path, tmp_path: Path
):
    config = tmp_path / "config.toml"
    config.write_text('[cost]\nmodel = "openai:gpt-x"\ninput_eur = 2.0\noutput_eur = 8\n')
    services = Services(config=config)
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH, FINISH])
    session.model, session.playback.usage = "openai:gpt-x", (1000, 50)
    async with running(session, folder, WIDE, services=services) as d:
        await d.until_done()
        await d.until(lambda: "4,200 tokens · 0.0096 € · session 0.0096 €" in d.status())
        await d.press("ctrl+t", "up", "up", "up", "space")
        await d.until(lambda: "tokens · 0.0024 €" in d.painted())
        session.playback.usage = None
        d.workspace.run_command("all")
        await d.until(lambda: "session over 0.0096 €" in d.status())


async def test_without_a_price_of_its_own_no_model_says_a_cost(folder: Path, tmp_path: Path):
    config = tmp_path / "config.toml"
    config.write_text('[cost]\nmodel = "openai:gpt-x"\ninput_eur = 2.0\noutput_eur = 8\n')
    session = DeskSession([ROUTE_MEETING, BOOK, LEAVE, FINISH])
    session.model, session.playback.usage = "openai:gpt-y", (1000, 50)
    async with running(session, folder, WIDE, services=Services(config=config)) as d:
        await d.until_done()
        await d.until(lambda: "4,200 tokens" in d.status())
        await d.press("ctrl+t", "up", "up", "up", "space")
        await d.until(lambda: "1050" in d.painted())
        assert "€" not in d.painted()


async def test_every_state_has_a_word(folder: Path):
    session = DeskSession([])
    states = {"open": "to do", "done": "done", "asked": "asks you", "left": "left",
              "waiting": "waiting", "failed": "failed", "snoozed": "snoozed"}  # fmt: skip
    for n, status in enumerate(states):
        session.desk.items[f"y{n}"] = Item(f"y{n}", "you", f"thing {n}", status=status)  # type: ignore[arg-type]
    async with running(session, folder, autostart=False) as d:
        lines = d.painted().splitlines()
        for n, word in enumerate(states.values()):
            assert any(f"thing {n}" in line and word in line for line in lines), word


async def test_the_item_that_is_being_handled_says_working(folder: Path):
    session = DeskSession([ROUTE_TASK, DELEGATE], day_with_chores())
    gate = session.hold()
    async with running(session, folder, autostart=False) as d:
        await _at(d, "t2")
        await d.press("enter")
        await d.until(
            lambda: any(
                "working" in line and "Order toner" in line for line in d.painted().splitlines()
            )
        )
        gate.set()
