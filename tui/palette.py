"""The command palette, made from the one list of commands: what makes no sense now is left out."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from tui.commands import COMMANDS, Command
from tui.keynames import with_key
from tui.screens.acting import Acting


class MajordomoCommands(Provider):
    """The commands that would do something now."""

    async def discover(self) -> Hits:
        for command in self._available():
            yield DiscoveryHit(self._title(command), self._run(command), help=command.usage)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._available():
            score = max(matcher.match(self._title(command)), matcher.match(command.name))
            if score > 0:
                title = matcher.highlight(self._title(command))
                yield Hit(score, title, self._run(command), help=command.usage)

    def _available(self) -> list[Command]:
        screen = self.screen
        if not isinstance(screen, Acting):
            return []
        return [command for command in COMMANDS if screen.is_available(command.name)]

    def _run(self, command: Command) -> partial[None]:
        screen = self.screen
        assert isinstance(screen, Acting)
        return partial(screen.run_command, command.name)

    def _title(self, command: Command) -> str:
        return with_key(self.screen, command.help, command.binding)
