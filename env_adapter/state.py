"""What a world holds, and what can be read off it; `world` says what a step does to it."""

from collections.abc import Iterable
from functools import cached_property

from assistant.contract.briefing import Briefing
from assistant.contract.day import Item
from assistant.contract.memo import kept
from assistant.contract.render import plain
from env_adapter.hashing import Chain
from env_adapter.ledger import Ledger, Worth
from env_adapter.needs import Needs
from env_adapter.people import MOODS
from env_adapter.stress import Load
from env_adapter.worth import Tally, most, value
from scenarios.desk import minutes_in, to_desk
from scenarios.outlook import outlook_of
from scenarios.schema import Scenario


class DayState:
    """One day as it stands."""

    chain: Chain
    worth: Worth

    def __init__(self, scenario: Scenario, seed: int = 0) -> None:
        """Set the day up.

        Raises:
            ValueError: the day holds a time or a zone that does not exist.
        """
        self.scenario = scenario
        self.seed = seed
        self.desk, self.memory = to_desk(scenario, seed)
        self.is_still = scenario.dynamics.still
        self.utc = minutes_in(scenario.person.timezone)
        self.start = self.desk.now
        self.outlook = outlook_of(scenario)
        self.day_end = self.outlook.end
        self.needs = Needs(scenario)
        self.start_moods = {
            c.name: MOODS.index(c.mood) for c in self.desk.contacts.values() if c.mood in MOODS
        }
        self.ledger = Ledger(attention=scenario.approvals.attention)
        self.tally = Tally()
        self.load = Load()
        self._news: list[str] = []

    @property
    def state_hash(self) -> str:
        """The running hash of everything that has changed."""
        return self.chain.head

    @property
    def is_over(self) -> bool:
        """Whether the day has ended."""
        return bool(self.ledger.ending)

    @property
    def is_truncated(self) -> bool:
        """Whether it was cut off by the step limit instead of ending."""
        return self.ledger.ending == "steps"

    @property
    def steps_left(self) -> int:
        """Calls that remain."""
        return max(0, self.scenario.max_episode_steps - self.ledger.steps)

    @property
    def minutes_left(self) -> int:
        """Minutes until the day ends; what a still day has left never shrinks."""
        return max(0, self.day_end - self.desk.now)

    @cached_property
    def most(self) -> Worth:
        """What each channel could reach on this day, however it is played: the same for all."""
        found = kept(self.scenario)
        if "most" not in found:
            found["most"] = most(self)
        highest: Worth = found["most"]
        return highest

    @cached_property
    def size(self) -> int:
        """How many items the day has, those still to come included."""
        return max(1, len(self.outlook.items))

    @property
    def value(self) -> int:
        """Value of the state as it stands; final once the day is over."""
        return value(self.worth, self.most)

    def briefing(self) -> Briefing:
        """What the policy sees."""
        return self.desk.brief(self.memory)

    def open_items(self) -> list[Item]:
        """The items that need a decision now."""
        return [item for item in self.desk.items.values() if item.status == "open"]

    def all_items(self) -> Iterable[Item]:
        """The items that the day holds, those still to come included."""
        return self.outlook.items.values()

    def announce(self, text: str) -> None:
        """Say in the next briefing what has happened."""
        self._news.append(plain(text, 200))

    def say_news(self) -> None:
        """Add what has happened to the last outcome, which the next briefing shows."""
        lines = [self.desk.last, *(f"news: {news}" for news in self._news)]
        self.desk.last = "\n".join(line for line in lines if line)
        self._news.clear()
