"""Where the Compare screen's comparisons come from: read, or made while the person waits.

What is heavy happens in threads, so that the screen stays alive and can be left at once.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.screen import Screen
from textual.widgets import Static

from assistant.contract.errors import UserError
from tui.comparison import Comparison, Comparisons, Source, usual
from tui.keynames import named
from tui.marks import one_line
from tui.screens.ask import AskScreen, ChoiceScreen
from tui.text import inline, toast

OpenComparisons = Callable[[], Comparisons]
"""Makes the service; called in a thread, since it loads what reads evaluations."""

Make = Callable[[Callable[[str], None]], Comparison]
"""Makes a comparison and tells how far it is; what that raises ends it."""

NOTHING = """\
No evaluation of two policies is recorded yet.

{compare.other}  compares two models on your own list, in dry run
`majordomo eval --policy A --policy B --out runs/eval` records one\
"""

ON = "{compare.other}  compares something else · {compare.back}  goes back"
"""How to go on where there is nothing to show."""


class _Stopped(Exception):
    """The person does not want to wait for it any more."""


class Comparing(Screen[None]):
    """A screen that gets comparisons; how they look is told where it is drawn."""

    def __init__(
        self,
        open_comparisons: OpenComparisons | None,
        model: str = "scripted",
        folder: Path | None = None,
        run: Path | None = None,
    ) -> None:
        """Read with what `open_comparisons` makes, the evaluation in `folder` first.

        Of it the policy that `run` made is compared, where it holds one. `model` is offered as the
        one to compare.
        """
        super().__init__()
        self._folder = folder
        self._run_of = run
        self._open = open_comparisons
        self._model = model
        self._sources: Sequence[Source] = ()
        self._stop: threading.Event | None = None
        self.service: Comparisons | None = None
        self.comparison: Comparison | None = None

    def show_comparison(self, comparison: Comparison) -> None:
        """Draw it."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        self.halt()

    @property
    def is_making(self) -> bool:
        """Whether a comparison is being made."""
        return self._stop is not None

    async def begin(self) -> None:
        """Show the comparison that is most likely wanted, or say that there is none."""
        if self._open is None:
            self.say("There is nothing to compare here: start it as `majordomo`.")
            return
        self.say("Reading evaluations …")
        try:
            self.service = await asyncio.to_thread(self._open)
            self._sources = await asyncio.to_thread(self.service.sources)
            found = usual(self._sources, self._folder, self._run_of)
            if found is not None:
                self.show_comparison(await asyncio.to_thread(self.service.read, *found))
                return
        except (UserError, OSError) as error:
            self.fail(error)
            return
        where = f"{self._folder} holds no two policies.\n\n" if self._folder else ""
        self.say(where + named(self, NOTHING))

    async def choose(self) -> None:
        """Let the person say what to compare."""
        labels = [source.label for source in self._sources]
        own = "Two models on your own list, in dry run"
        first = await self._pick("Baseline", "What is the other one compared with?", [own, *labels])
        if first == 0:
            await self._choose_models()
        elif first is not None:
            second = await self._pick("Compared with it", labels[first - 1], labels)
            if second is not None:
                baseline, trained = self._sources[first - 1], self._sources[second]
                service = self._known()
                await self._make("Reading …", lambda told: service.read(baseline, trained))

    async def _choose_models(self) -> None:
        hint = "scripted, mini, hf:PATH, ollama:NAME … It works on a copy; nothing is changed."
        baseline = await self.app.push_screen_wait(AskScreen("Baseline", hint, "scripted"))
        if not baseline:
            return
        trained = await self.app.push_screen_wait(
            AskScreen("Compared with it", hint, self._model if self._model != baseline else "mini")
        )
        if trained:
            service = self._known()
            await self._make(
                f"{trained} and {baseline} handle a copy of your list …",
                lambda told: service.own(baseline, trained, told),
            )

    async def _make(self, what: str, make: Callable[[Callable[[str], None]], Comparison]) -> None:
        """Make a comparison in a thread; the one before comes back where that fails or is left."""
        stop = self._stop = threading.Event()
        stops = named(self, "{compare.back} stops")

        def told(line: str) -> None:
            if stop.is_set():
                raise _Stopped
            self.app.call_from_thread(self.say, f"{what}\n\n{one_line(line)}\n\n{stops}")

        self.say(f"{what}\n\n{stops}")
        try:
            made = await asyncio.to_thread(make, told)
        except _Stopped:
            return
        except Exception as error:
            # A model's library raises what it likes; the app lives on.
            if not stop.is_set():
                self._stop = None
                self.fail(error)
            return
        if not stop.is_set():
            self._stop = None
            self.show_comparison(made)

    def _known(self) -> Comparisons:
        assert self.service is not None, "offered only when it is there"
        return self.service

    async def _pick(self, title: str, hint: str, choices: Sequence[str]) -> int | None:
        return await self.app.push_screen_wait(ChoiceScreen(title, hint, choices))

    def halt(self) -> bool:
        """Give up what is being made; whether there was anything."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop.set()
        return stop is not None

    def say(self, text: str) -> None:
        """Show words instead of a comparison."""
        self.add_class("telling")
        self.query_one("#compare-state", Static).update(inline(text))
        self.refresh_bindings()

    def fail(self, error: Exception) -> None:
        """Say what went wrong; the comparison before it comes back."""
        what = one_line(str(error) or type(error).__name__, 400)
        if self.comparison is None:
            self.say(f"failed: {what}\n\n{named(self, ON)}")
            return
        toast(self.app, what, "error")
        self.show_comparison(self.comparison)
