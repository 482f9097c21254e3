"""What the person chose for the screen, kept beside the sessions."""

import json
from pathlib import Path


class Preferences:
    """A small JSON file; one that cannot be read counts as empty."""

    def __init__(self, path: Path) -> None:
        """Read the choices from `path`."""
        self._path = path
        self.theme = ""
        """The name of the theme; empty where none was chosen."""
        try:
            self.theme = str(json.loads(path.read_text("utf-8")).get("theme", ""))
        except (OSError, ValueError, AttributeError):
            self.theme = ""

    def keep_theme(self, name: str) -> None:
        """Remember the theme; a disk that cannot be written to is no reason to fail."""
        if name == self.theme:
            return
        self.theme = name
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.write_text(json.dumps({"theme": name}), "utf-8")
        except OSError:
            return
