"""What a world holds, and what can be read off it; `world` says what a step does to it."""

from collections.abc import Iterable
from functools import cached_property

from assistant.contract.briefing import Briefing
from assistant.contract.day import Item
from assistant.contract.render import plain
from env_adapter.hashing import Chain
from env_adapter.ledger import Ledger, Worth
from env_adapter.needs import Needs
from env_adapter.people import MOODS
from env_adapter.worth import most, value
from scenarios.desk import item_of_mail, minutes_in, to_desk
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
        self.day_end = self._day_end()
        self.needs = Needs(scenario)
        self.start_moods = {
            c.name: MOODS.index(c.mood) for c in self.desk.contacts.values() if c.mood in MOODS
        }
        self.ledger = Ledger(attention=scenario.approvals.attention)
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
        """What each channel could reach on this day."""
        return most(self)

    @cached_property
    def size(self) -> int:
        """How many items the day has, those still to come included."""
        return max(1, sum(1 for _ in self.all_items()))

    @property
    def value(self) -> int:
        """Value of the state as it stands; final once the day is over."""
        return value(self.worth, self.most)

    def briefing(self) -> Briefing:
        """What the policy sees."""
        return self.desk.brief(self.memory)

    def open_items(self) -> list[Item]:
        """The items that need a decision now."""
        return [item for item in self.desk.items.values() if item.is_open]

    def all_items(self) -> Iterable[Item]:
        """The items of the day, those still to come included."""
        yield from self.desk.items.values()
        for mail in self.scenario.emails:
            if mail.id not in self.desk.items and (mail.arrives or mail.after):
                yield item_of_mail(mail, self.utc)
        for chat in self.scenario.chat:
            if chat.id not in self.desk.items:
                yield Item(chat.id, "you", chat.text, people=tuple(chat.people))

    def announce(self, text: str) -> None:
        """Say in the next briefing what has happened."""
        self._news.append(plain(text, 200))

    def say_news(self) -> None:
        """Add what has happened to the last outcome, which the next briefing shows."""
        lines = [self.desk.last, *(f"news: {news}" for news in self._news)]
        self.desk.last = "\n".join(line for line in lines if line)
        self._news.clear()

    def _day_end(self) -> int:
        if self.scenario.ends:
            return max(self.utc(self.scenario.ends, "ends"), self.desk.now)
        day = self.scenario.simulation_time[:10]
        return max(self.utc(f"{day}T23:59", "simulation_time") + 1, self.desk.now)
