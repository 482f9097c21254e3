"""How commands run, and what those do that are about an item; `tui.commands` lists them all.

Each runs as a worker of its own, so that one which asks the person something holds up nothing.
"""

from collections.abc import Callable
from pathlib import Path

from assistant.contract.day import Item
from tui.commands import BY_NAME, nearest, parse
from tui.keynames import named
from tui.marks import one_line
from tui.screens.ask import AskScreen, ChoiceScreen, TextScreen
from tui.screens.telling import Telling
from tui.session import Session
from tui.text import toast
from tui.turns import Phase
from tui.widgets.tasks import TaskTree
from tui.words import TIERS

ENDED_EARLY: frozenset[Phase] = frozenset({"failed", "stopped"})
"""When there is something to go on with."""

_TIER_WORDS = {"work": "professional", "private": "personal", "home": "personal"}


class Acting(Telling):
    """A session on screen, with the commands about its items."""

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

    async def say(self, text: str) -> None:
        """Take a request."""
        raise NotImplementedError

    async def refresh_items(self) -> None:
        """Draw the items anew."""
        raise NotImplementedError

    def is_available(self, name: str) -> bool:
        """Whether a command would do something now."""
        match name:
            case "stop":
                return self.turns.is_working
            case "pause":
                turns = self.turns
                return turns.is_working or turns.is_pausing or turns.phase in ENDED_EARLY
            case "decide":
                return bool(self.deck.cards)
            case "own":
                return self.can_use_own
            case "forget":
                return self.knowledge.current is not None
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
        """`escape` stops only what runs, `ctrl+g` goes on where it ended; others likewise."""
        if action == "stop":
            return self.turns.is_working
        if (action, parameters) == ("command", ("all",)):
            return self.turns.phase in ENDED_EARLY
        if action == "command" and parameters in {("pause",), ("forget",)}:
            return self.is_available(str(parameters[0]))
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

    # Helpers

    def _aim(self, argument: str) -> tuple[Item | None, str]:
        """The item that a command is about, and the rest of its argument."""
        head, _, rest = argument.partition(" ")
        meant = next((item for item in self.session.items() if item.id == head), None)
        item = meant or self.item
        if item is None:
            hint = "Choose an item first: {workspace.tasks}, then the arrow keys."
            toast(self.app, named(self, hint))
        return item, rest.strip() if meant else argument

    def _decide_first(self) -> None:
        waits = named(self, "A call waits for your word first: {workspace.decide}.")
        toast(self.app, waits, "warning")

    async def _ask(self, title: str, hint: str, value: str = "") -> str | None:
        return await self.app.push_screen_wait(AskScreen(title, hint, value))

    async def _choose(self, title: str, hint: str, choices: list[str]) -> int | None:
        return await self.app.push_screen_wait(ChoiceScreen(title, hint, choices))

    async def _read(self, title: str, text: str) -> None:
        await self.app.push_screen_wait(TextScreen(title, text))
