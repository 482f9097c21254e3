"""What the commands do that are about the session, its notes, its model and the screen itself."""

import asyncio
from functools import partial
from pathlib import Path

from tui.history import in_words
from tui.keynames import key_name, named
from tui.log import SessionLog, summaries
from tui.marks import one_line
from tui.screens.acting import ENDED_EARLY, Acting
from tui.screens.ask import TextScreen
from tui.screens.edit import EditScreen
from tui.screens.help import HelpScreen
from tui.screens.own import OwnListScreen
from tui.screens.sessions import SessionsScreen
from tui.text import toast
from tui.widgets.card import ApprovalCard
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.status import needs_network

_STOP_FIRST = "Stop first ({workspace.stop}): the assistant is still working."


class Managing(Acting):
    """A session on screen, with all its commands."""

    async def command_stop(self, argument: str) -> None:
        """Stop."""
        if not self.turns.stop():
            toast(self.app, "Nothing runs.")

    async def command_pause(self, argument: str) -> None:
        """Pause after the present step, or go on."""
        if self.turns.phase in ENDED_EARLY:
            await self.command_all("")
        elif self.is_available("pause"):
            self.turns.pause(not self.turns.is_pausing)
            said = "Pauses after this step; {tasks.pause} in the tasks takes that back."
            toast(self.app, named(self, said) if self.turns.is_pausing else "Goes on.")
            await self.refresh_items()
        else:
            toast(self.app, "Nothing runs.")

    async def command_undo(self, argument: str) -> None:
        """Undo."""
        if self.deck.take_back():
            return
        if self.turns.is_working:
            toast(self.app, named(self, _STOP_FIRST), "warning")
            return
        await self.note("undo", self.session.undo())
        await self.refresh_items()

    async def command_decide(self, argument: str) -> None:
        """Go to the cards."""
        self.action_decide()

    async def command_permissions(self, argument: str) -> None:
        """See and revoke."""
        granted = self.permissions.listed()
        if not granted:
            await self._read(
                "Always allowed",
                "Nothing is allowed without asking.\n\nOn a card that can be undone, "
                f"{key_name(self, 'card.always')} allows that tool for that recipient from then "
                "on. It is listed here and can be revoked.",
            )
            return
        hint = "Choose one to revoke it; from then on it asks again."
        chosen = await self._choose("Always allowed", hint, [p.say() for p in granted])
        if chosen is not None:
            self.permissions.revoke(granted[chosen])
            await self.note("always", f"Asks again: {granted[chosen].say()}")

    async def command_today(self, argument: str) -> None:
        """The day as a line of time; back to the item that the person chose there."""
        from tui.screens.today import TodayScreen

        if any(isinstance(screen, TodayScreen) for screen in self.app.screen_stack):
            return
        item_id = await self.app.push_screen_wait(TodayScreen(self.session))
        asked = {item.id for item in self.session.items() if item.status == "asked"}
        if item_id and item_id in {self.asking, *asked}:
            self.action_decide()
        elif item_id:
            self.tasks.look_at(item_id)
            if not self.tasks.has_focus:
                self.action_tasks()

    async def command_find(self, argument: str) -> None:
        """Search the notes."""
        if not argument:
            self.action_knowledge()
            return
        self.knowledge.show_search(argument)
        self.add_class("show-knowledge")
        try:
            found = await asyncio.to_thread(self.session.search, argument)
        except Exception:
            self.knowledge.show_failed(argument)
            raise
        self.knowledge.show_found(argument, found)

    async def command_forget(self, argument: str) -> None:
        """Forget a note, after the person saw what goes with it."""
        from tui.screens.forgetting import ForgetScreen

        found = self.knowledge.current
        ids = (argument,) if argument else found.ids if found else ()
        made = self.majordomo.services.forgetter
        if not argument and found is None:
            toast(self.app, named(self, "Search for the note first: {workspace.knowledge}."))
        elif made is None or not ids:
            toast(self.app, "Only notes of your own can be forgotten; this one is not kept.")
        elif self.turns.is_working:
            toast(self.app, named(self, _STOP_FIRST), "warning")
        elif self.turns.pending is not None:
            self._decide_first()
        else:
            forgetter = await asyncio.to_thread(made)
            plan = await asyncio.to_thread(forgetter.plan, ids)
            if await self.app.push_screen_wait(ForgetScreen(plan)):
                self.majordomo.open_again(partial(forgetter.forget, ids))

    async def command_model(self, argument: str) -> None:
        """Switch the model."""
        if self.turns.is_working:
            toast(self.app, named(self, _STOP_FIRST), "warning")
            return
        hint = (
            "mini, scripted, hf:PATH, ollama:NAME, openai:NAME … The current one stays if it fails."
        )
        spec = argument or await self._ask("Switch the model", hint, self.session.model)
        if spec:
            away = "; it needs network: what it reads leaves this machine" * needs_network(spec)
            toast(self.app, f"Loading {spec}{away} …")
            said = await asyncio.to_thread(self.session.use_model, spec)
            await self.note("model", said)
            await self.refresh_items()

    async def command_sessions(self, argument: str) -> None:
        """Earlier sessions."""
        found = summaries(self.folder)
        screen = SessionsScreen(found, self.log_file.path.name)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None:
            words = "\n".join(in_words(SessionLog(chosen.path).read()))
            await self._read(f"{chosen.day} · {one_line(chosen.title, 60)}", words)

    async def command_export(self, argument: str) -> None:
        """Write the session as a file."""
        from tui.replay import load_recording
        from tui.screens.exporting import export_with_word

        recording = await asyncio.to_thread(load_recording, self.log_file.path)
        await export_with_word(self.app, recording, argument)

    async def command_own(self, argument: str) -> None:
        """Use the person's own files."""
        if self._on_config is None:
            toast(self.app, "Start with `majordomo run --tasks FILE` to use your own files.")
            return
        text = await self.app.push_screen_wait(OwnListScreen())
        if text:
            self._on_config(text)

    async def command_copy(self, argument: str) -> None:
        """Copy a block."""
        self.conversation.action_copy()

    async def command_theme(self, argument: str) -> None:
        """Change the colours."""
        names = sorted(self.app.available_themes)
        if argument not in names:
            chosen = await self._choose("Theme", f"now: {self.app.theme}", names)
            if chosen is None:
                return
            argument = names[chosen]
        self.app.theme = argument

    async def command_compare(self, argument: str) -> None:
        """Compare two policies: those of the evaluation in a folder, or of the newest one."""
        await self._show_comparison(Path(argument) if argument else None)

    async def _show_comparison(self, folder: Path | None, run: Path | None = None) -> None:
        """Compare, and if a run is named, the policy that it made."""
        from tui.screens.compare import CompareScreen

        if any(isinstance(screen, CompareScreen) for screen in self.app.screen_stack):
            return
        made = self.majordomo.services.comparisons
        await self.app.push_screen_wait(CompareScreen(made, self.session.model, folder, run))

    async def command_runs(self, argument: str) -> None:
        """Look at run folders, and compare the policies of the one that the person chose there."""
        from tui.screens.runs import RunsScreen

        if any(isinstance(screen, RunsScreen) for screen in self.app.screen_stack):
            return
        chosen = await self.app.push_screen_wait(RunsScreen(self.majordomo.services.runs))
        if chosen is not None:
            await self._show_comparison(*chosen)

    async def command_rehearse(self, argument: str) -> None:
        """Play the day on copies, and do of it what the person says."""
        from tui.screens.rehearse import RehearseScreen

        if any(isinstance(screen, RehearseScreen) for screen in self.app.screen_stack):
            return
        if self.turns.is_working:
            toast(self.app, named(self, _STOP_FIRST), "warning")
            return
        seed = int(argument) if argument.isdecimal() else 0
        made = self.majordomo.services.rehearser
        applied = await self.app.push_screen_wait(RehearseScreen(made, seed))
        if applied is not None:
            numbers = ", ".join(map(str, applied.numbers))
            await self.note("rehearse", f"Done as rehearsed: {numbers}. /undo takes the last back")
            await self.refresh_items()

    async def command_settings(self, argument: str) -> None:
        """See and change the settings."""
        from tui.screens.settings import SettingsScreen

        await self.app.push_screen_wait(SettingsScreen(self.majordomo.settings))

    async def command_notifications(self, argument: str) -> None:
        """Say how the person is told, and tell them once."""
        from tui.notify import how

        notifier, key = self.majordomo.notifier, key_name(self, "workspace.settings")
        toast(self.app, f"Told {how(notifier.config)}. {key} changes it; this is what it is like.")
        notifier.tell("done", is_away=True, content="a test")

    async def command_tour(self, argument: str) -> None:
        """Show the person around."""
        from tui.screens.tour import TourScreen

        wants = await self.app.push_screen_wait(TourScreen(self, self.can_use_own))
        self.majordomo.preferences.keep_tour_seen()
        if wants == "decide":
            self.action_decide()

    async def command_help(self, argument: str) -> None:
        """Help for what has the focus."""
        await self.app.push_screen_wait(HelpScreen(self))

    async def command_debug(self, argument: str) -> None:
        """What to paste into a bug report."""
        from tui.debug import debug_text

        text = debug_text(self.majordomo, self.session, self.errors)
        await self._read("For a bug report", text)

    async def command_quit(self, argument: str) -> None:
        """Leave."""
        self.app.exit(0)

    # Cards and notes

    def on_approval_card_wanted(self, message: ApprovalCard.Wanted) -> None:
        what = self._edit if message.what == "edit" else self._deny
        self.run_worker(what(message.card), group="commands")

    def on_knowledge_pane_searched(self, message: KnowledgePane.Searched) -> None:
        self.run_command("find", message.query)

    def on_knowledge_pane_opened(self, message: KnowledgePane.Opened) -> None:
        note = message.note
        self.app.push_screen(
            TextScreen(f"Note · {one_line(note.source or note.id, 60)}", note.text)
        )

    async def _edit(self, card: ApprovalCard) -> None:
        request = card.pending["action_request"]
        screen = EditScreen(
            request["action"], request["args"], card.pending["description"], card.needs_second_key
        )
        edited = await self.app.push_screen_wait(screen)
        if edited is not None:
            card.decide({"type": "edit", "args": {"args": edited}})

    async def _deny(self, card: ApprovalCard) -> None:
        title = f"Deny {one_line(card.pending['action_request']['action'], 40)}"
        reason = await self._ask(title, "Why not? The assistant reads this and goes on.")
        if reason:
            card.post_message(card.Decided(card, {"type": "response", "args": reason}))
