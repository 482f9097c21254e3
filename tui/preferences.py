"""What the person chose: on the screen, kept beside the sessions, and in their settings file."""

import asyncio
import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual import constants
from textual.types import AnimationLevel

from assistant.files import write_atomic

if TYPE_CHECKING:
    # Checking settings takes a library that the first frame does without.
    from assistant.config import Config


class Preferences:
    """A small JSON file; one that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        """Read the choices from `path`."""
        self._path = path
        self.theme = ""
        """The name of the theme; empty where none was chosen."""
        self.has_seen_tour = False
        """Whether the tour was shown, to its end or not."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            self.theme = str(kept.get("theme", ""))
            self.has_seen_tour = kept.get("tour") == "seen"
        except (OSError, ValueError, AttributeError):
            return

    def keep_theme(self, name: str) -> None:
        """Remember the theme."""
        if name != self.theme:
            self.theme = name
            self._write()

    def keep_tour_seen(self) -> None:
        """Remember that the person was shown around."""
        if not self.has_seen_tour:
            self.has_seen_tour = True
            self._write()

    def _write(self) -> None:
        """A disk that cannot be written to is no reason to fail."""
        kept = {"theme": self.theme, "tour": "seen" if self.has_seen_tour else "not seen"}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomic(self._path, json.dumps(kept).encode())
        except OSError:
            return


class Settings:
    """The settings that are in effect, and what is wrong with the file they come from."""

    def __init__(self, path: Path | None, changed: Callable[["Settings"], None]) -> None:
        """Read `path` when told to; `changed` is called whenever other settings are in effect."""
        self.path = path
        self.problems: list[str] = []
        """One sentence for each entry that is not used."""
        self.keys: dict[str, str] = {}
        """The person's own keys by id, as far as they can be used."""
        self._changed = changed

    @cached_property
    def config(self) -> "Config":
        """The values; the defaults until a file was read."""
        from assistant.config import Config

        return Config()

    async def load(self) -> None:
        """Read the file; what is wrong with it is kept as `problems`, and ends nothing."""
        if self.path is not None:
            self.use(*await asyncio.to_thread(_read, self.path))

    def use(self, config: "Config", problems: list[str]) -> None:
        """Let settings take effect."""
        from tui.keymap import checked

        # Also without keys: one that was taken out has its own key again.
        self.keys, wrong = checked(config.keys)
        self.config = config
        self.problems = [*problems, *wrong]
        self._changed(self)

    @property
    def motion(self) -> AnimationLevel:
        """How much may move: the calmer of what the settings and TEXTUAL_ANIMATIONS say."""
        levels: tuple[AnimationLevel, ...] = ("none", "basic", "full")
        wanted = (self.config.screen.motion, constants.TEXTUAL_ANIMATIONS)
        return next(level for level in levels if level in wanted)


def _read(path: Path) -> tuple["Config", list[str]]:
    from assistant.config import Config, ConfigError, load_config

    try:
        return load_config(path)
    except ConfigError as error:
        return Config(), [str(error)]
