"""What the commands of the workspace do; `tui.commands` lists them.

Each runs as a worker of its own, so that one which asks the person something holds up nothing.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path

from assistant.contract.day import Item
from tui.commands import BY_NAME, nearest, parse
from tui.log import SessionLog, summaries
from tui.marks import one_line
from tui.screens.ask import AskScreen, ChoiceScreen, TextScreen
from tui.screens.edit import EditScreen
from tui.screens.help import HelpScreen, debug_text
from tui.screens.own import OwnListScreen
from tui.screens.parts import Parts
from tui.screens.sessions import SessionsScreen
from tui.session import Session
from tui.text import toast
from tui.widgets.card import ApprovalCard
from tui.widgets.knowledge import KnowledgePane
from tui.widgets.tasks import TaskTree
from tui.words import TIERS

_TIER_WORDS = {"work": "professional", "private": "personal", "home": "personal"}


class Acting(Parts):
    """A session on screen, with its commands."""

    def __init__(
        self, session: Session, folder: Path, on_config: Callable[[str], object] | None = None
    ) -> None:
        """Act on `session`; `on_config` takes the settings for the person's own files."""
        super().__init__(session, folder)
        self._on_config = on_config

    @property
    def can_use_own(self) -> bool:
        """Whether "use my own list" is on offer."""
        return self._on_config is not None

    async def note(self, kind: str, text: str) -> None:
        """Tell the person something, and keep it."""
        raise NotImplementedError

    async def say(self, text: str) -> None:
        """Take a request."""
        raise NotImplementedError

    async def refresh_items(self) -> None:
        """Draw the items anew."""
        raise NotImplementedError

    async def fail(self, error: Exception) -> None:
        """Say what went wrong; the app lives on."""
        raise NotImplementedError

    def is_available(self, name: str) -> bool:
        """Whether a command would do something now."""
        match name:
            case "stop":
                return self.turns.is_working
            case "decide":
                return bool(self.deck.cards)
            case "own":
                return self.can_use_own
        return not BY_NAME[name].needs_item or self.item is not None

    def run_line(self, line: str) -> None:
        """Run a slash line; a mistyped one goes back into the prompt."""
        command, argument = parse(line)
        if command is not None:
            self.run_command(command.name, argument)
            return
        name = one_line(line.split()[0], 30)
        hint = nearest(name)
        meant = f"Did you mean /{hint}?" if hint else "Type / to see all."
        toast(self.app, f"There is no command {name}. {meant}", "warning")
        self.prompt.fill(line)

    def run_command(self, name: str, argument: str = "") -> None:
        """Run a command; whatever goes wrong in it is said and ends nothing else."""
        self.run_worker(self._command(name, argument), group="commands")

    async def _command(self, name: str, argument: str) -> None:
        try:
            await getattr(self, f"command_{name}")(argument)
        except Exception as error:
            await self.fail(error)

    def action_command(self, name: str) -> None:
        self.run_command(name)

    def action_stop(self) -> None:
        """Stop at once and keep what was done."""
        self.turns.stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`escape` stops only what runs; "my own list" is there only where it can be used."""
        if action == "stop":
            return self.turns.is_working
        return self.can_use_own or (action, parameters) != ("command", ("own",))

    def on_task_tree_command(self, message: TaskTree.Command) -> None:
        self.run_command(message.name)

    # About an item

    async def command_do(self, argument: str) -> None:
        """Handle one item."""
        item, _ = self._aim(argument)
        if item is not None and not self.turns.start(item.id):
            self._decide_first()

    async def command_all(self, argument: str) -> None:
        """Handle everything."""
        if not self.turns.start():
            self._decide_first()

    async def command_mine(self, argument: str) -> None:
        """The person does it."""
        item, _ = self._aim(argument)
        if item is not None:
            await self.session.leave(item.id)
            await self.note("item", f"{item.id} is yours: {one_line(item.text, 80)}")
            await self.refresh_items()

    async def command_later(self, argument: str) -> None:
        """Not now."""
        item, when = self._aim(argument)
        if item is None:
            return
        until = when or await self._ask(
            f"Not now · {one_line(item.text, 50)}",
            'When should it come back? A time such as "Friday 9:00" or "in 2 hours".',
            "tomorrow 9:00",
        )
        if until:
            said = await self.session.put_off(item.id, until)
            await self.note("item", f"{item.id}: {said}")
            await self.refresh_items()

    async def command_tier(self, argument: str) -> None:
        """Whose need it serves."""
        item, word = self._aim(argument)
        if item is None:
            return
        tier = _TIER_WORDS.get(word.lower(), word.lower())
        if tier not in TIERS:
            chosen = await self._choose(
                "Whose need does it serve?", one_line(item.text, 80), list(TIERS)
            )
            if chosen is None:
                return
            tier = TIERS[chosen]
        await self.session.retier(item.id, tier)
        await self.note("item", f"{item.id} is {tier} now")
        await self.refresh_items()

    async def command_correct(self, argument: str) -> None:
        """More about an item."""
        item, text = self._aim(argument)
        if item is None:
            return
        if text:
            await self.say(f"{item.id}: {text}")
        else:
            self.remove_class("show-tasks")
            self.prompt.fill(f"{item.id}: ")

    async def command_why(self, argument: str) -> None:
        """The notes behind an item."""
        item, _ = self._aim(argument)
        if item is not None:
            self.knowledge.show_used(item.text, self.session.used(item.id))
            self.add_class("show-knowledge")

    # About the session

    async def command_stop(self, argument: str) -> None:
        """Stop."""
        if not self.turns.stop():
            toast(self.app, "Nothing runs.")

    async def command_undo(self, argument: str) -> None:
        """Undo."""
        if self.turns.is_working:
            toast(self.app, "Stop first (esc): the assistant is still working.", "warning")
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
                "Nothing is allowed without asking.\n\nOn a card that can be undone, A allows "
                "that tool for that recipient from then on. It is listed here and can be revoked.",
            )
            return
        hint = "Choose one to revoke it; from then on it asks again."
        chosen = await self._choose("Always allowed", hint, [p.say() for p in granted])
        if chosen is not None:
            self.permissions.revoke(granted[chosen])
            await self.note("always", f"Asks again: {granted[chosen].say()}")

    async def command_find(self, argument: str) -> None:
        """Search the notes."""
        if not argument:
            self.action_knowledge()
            return
        found = await asyncio.to_thread(self.session.search, argument)
        self.knowledge.show_found(argument, found)
        self.add_class("show-knowledge")

    async def command_model(self, argument: str) -> None:
        """Switch the model."""
        if self.turns.is_working:
            toast(self.app, "Stop first (esc): the assistant is still working.", "warning")
            return
        hint = (
            "mini, scripted, hf:PATH, ollama:NAME, openai:NAME … The current one stays if it fails."
        )
        spec = argument or await self._ask("Switch the model", hint, self.session.model)
        if spec:
            toast(self.app, f"Loading {spec} …")
            said = await asyncio.to_thread(self.session.use_model, spec)
            await self.note("model", said)
            await self.refresh_items()

    async def command_sessions(self, argument: str) -> None:
        """Earlier sessions."""
        found = summaries(self.folder)
        screen = SessionsScreen(found, self.log_file.path.name)
        chosen = await self.app.push_screen_wait(screen)
        if chosen is not None:
            from tui.history import in_words

            words = "\n".join(in_words(SessionLog(chosen.path).read()))
            await self._read(f"{chosen.day} · {one_line(chosen.title, 60)}", words)

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

    async def command_help(self, argument: str) -> None:
        """Help for what has the focus."""
        await self.app.push_screen_wait(HelpScreen(self))

    async def command_debug(self, argument: str) -> None:
        """What to paste into a bug report."""
        await self._read("For a bug report", debug_text(self.app, self.session, self.last_error))

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
            card.post_message(card.Decided(card, {"type": "edit", "args": {"args": edited}}))

    async def _deny(self, card: ApprovalCard) -> None:
        title = f"Deny {one_line(card.pending['action_request']['action'], 40)}"
        reason = await self._ask(title, "Why not? The assistant reads this and goes on.")
        if reason:
            card.post_message(card.Decided(card, {"type": "response", "args": reason}))

    # Helpers

    def _aim(self, argument: str) -> tuple[Item | None, str]:
        """The item that a command is about, and the rest of its argument."""
        head, _, rest = argument.partition(" ")
        named = next((item for item in self.session.items() if item.id == head), None)
        item = named or self.item
        if item is None:
            toast(self.app, "Choose an item first: f2, then the arrow keys.")
        return item, rest.strip() if named else argument

    def _decide_first(self) -> None:
        toast(self.app, "A call waits for your word first: f4.", "warning")

    async def _ask(self, title: str, hint: str, value: str = "") -> str | None:
        return await self.app.push_screen_wait(AskScreen(title, hint, value))

    async def _choose(self, title: str, hint: str, choices: list[str]) -> int | None:
        return await self.app.push_screen_wait(ChoiceScreen(title, hint, choices))

    async def _read(self, title: str, text: str) -> None:
        await self.app.push_screen_wait(TextScreen(title, text))
