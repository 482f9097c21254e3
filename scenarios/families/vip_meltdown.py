"""An important client is angry and grows angrier; meanwhile something small at home runs out.

Or it does not: on half of the days it is the client who can wait least. What the client wants to
hear stands in the notes, beside what was meant for another client; how it is to be said stands in
its mail and in the address book. An answer that helps brings the next question.
"""

from functools import partial

from assistant.contract.day import Tier
from scenarios.families import vip_meltdown_texts as texts
from scenarios.families.draft import Draft, address, says
from scenarios.families.family import Family
from scenarios.families.parts_a import TELLING, WRITING, Cast, Parts, in_any_order, pair
from scenarios.families.parts_a_mails import ask, offer, relay, undecided
from scenarios.families.parts_a_noise import chore, noise, traps
from scenarios.families.parts_a_shapes import SIDE, Ask, Wanted
from scenarios.schema import Scenario

SORRY = says("sorry", "apologise", "apologize", "apologies", "apology", "regret")


class _Client:
    """The client of the day: who it is, how it wants to be answered, what it wrote first."""

    def __init__(self, c: Cast) -> None:
        d = c.d
        firm = d.firm()
        self.has_channel = d.chance(35)
        self.is_shaken = not self.has_channel and d.knobs.drift > 0 and d.chance(60)
        self.who = d.contact(
            "client", firm, email=address(firm, firm), importance=5,
            mood=d.pick(("annoyed", "angry", "angry", "furious")),
            channel=d.pick(("call", "chat")) if self.has_channel else "email",
        )  # fmt: skip
        c.named["vip"], c.firms[firm] = firm, self.who
        self.first = ""
        """Id of its first mail."""
        self.wants_apology = d.chance(35)

    def wanted(self, wanted: Wanted) -> Wanted:
        """How its first mail is to be answered: by message, or by either if it is to be shaken."""
        if self.has_channel or self.is_shaken:
            return wanted._replace(message_to=self.who.name, is_either=self.is_shaken)
        return wanted


def build(d: Draft) -> Scenario:
    """Write a day."""
    c = Cast(d)
    client = _Client(c)
    parts = (_meetings if d.chance(30) and not client.has_channel else _questions)(c, client)
    rest = d.knobs.length - len(parts) - 1 - d.knobs.missing
    parts += [partial(_rest, c) for _ in range(rest)]
    parts += [partial(undecided, c)] * d.knobs.missing
    parts += traps(c, {"personal": texts.HOME, "professional": texts.AROUND})
    in_any_order(d, parts)
    _follow_up(c, client)
    noise(c, d.knobs.distractors)
    if d.chance(25):
        chore(c)
    for n in range(d.knobs.drift):
        (_shock if n == 0 and client.is_shaken else _late_voice)(c, client)
    return d.build(
        title=d.pick(texts.NAMES), stress=d.between(45, 75),
        description="An important client is angry, and something small at home may run out.",
        max_episode_steps=8 * d.knobs.length + 10,
    )  # fmt: skip


def _questions(c: Cast, client: _Client) -> Parts:
    """Both want to know something; where the client takes messages only, so does the other."""
    d = c.d

    def at_home(wanted: Wanted) -> None:
        told = c.unused(texts.SMALL_THINGS)
        who = c.person(told.relationship, channel="text" if client.has_channel else "email")
        if client.has_channel:
            told = _with(told, d.pick(texts.RING))
            wanted = wanted._replace(message_to=who.name)
        ask(c, told, "personal", wanted, who, priority=_voice(c, "personal"))

    def angry(wanted: Wanted) -> None:
        told, wanted = c.unused(texts.COMPLAINTS), client.wanted(wanted)
        if client.has_channel:
            told = _with(told, d.pick(texts.RING))
        if client.wants_apology:
            told, wanted = _with(told, d.pick(texts.APOLOGIES)), wanted._replace(more=(SORRY,))
        loud = _voice(c, "professional")
        client.first = ask(c, told, "professional", wanted, client.who, priority=loud).id

    write = {"personal": at_home, "professional": angry}
    minutes = TELLING if client.has_channel else WRITING
    return pair(c, minutes, lambda tier, wanted: write[tier](wanted))


def _meetings(c: Cast, client: _Client) -> Parts:
    """Both offer two times of today."""

    def write(tier: Tier, wanted: Wanted) -> None:
        loud = _voice(c, tier)
        if tier == "personal":
            offer(c, c.unused(texts.SMALL_OFFERS), tier, wanted, priority=loud)
        else:
            told, wanted = c.unused(texts.ULTIMATUMS), client.wanted(wanted)
            client.first = offer(c, told, tier, wanted, client.who, priority=loud).id

    return pair(c, WRITING, write, is_for_today=True)


def _with(told: Ask, line: str) -> Ask:
    return told._replace(body=f"{told.body}\n{line}")


def _voice(c: Cast, tier: Tier) -> str:
    """How loud it is said to be: the client always is, whether or not time presses."""
    return c.d.pick(("high", "critical")) if tier == "professional" else "normal"


def _rest(c: Cast) -> None:
    """Somebody who is caught up in it, or knows nothing of it."""
    d = c.d
    by = d.at(d.pick(("13:00", "15:30", "17:00")))
    kind = d.below(10)
    if kind < 2:
        relay(c, c.unused(texts.RELAYS), "professional", Wanted(by))
    elif kind < 5:
        ask(c, c.unused(texts.HOME), "personal", Wanted(by))
    else:
        loud = d.pick(("normal", "normal", "high", "critical"))
        ask(c, c.unused(texts.AROUND), "professional", Wanted(by), priority=loud)


def _follow_up(c: Cast, client: _Client) -> None:
    """What the client asks next, if the first answer helped."""
    d = c.d
    needed = Wanted(d.at(d.pick(("16:00", "17:00", "18:00"))), 2 * SIDE)
    told = c.unused(texts.FOLLOW_UPS)
    ask(c, told, "professional", needed, client.who, after=client.first,
        delay=d.between(10, 40, 5), priority="high")  # fmt: skip


# What changes under way


def _shock(c: Cast, client: _Client) -> None:
    """The client is furious, and mails reach it no more."""
    d = c.d
    name = client.who.name
    d.drift(
        after_step=1, set_contact_mood={name: "furious"}, set_contact_preference={name: "call"},
        say=d.pick(texts.SHOCKS).format(vip=name),
    )  # fmt: skip


def _late_voice(c: Cast, client: _Client) -> None:
    """The client grows angrier, and somebody else writes in the middle of it."""
    d = c.d
    at = d.later(d.start, d.between(20, 50, 5))
    wanted = Wanted(d.later(at, d.between(90, 150, 10)))
    ask(c, c.unused(texts.AROUND), "professional", wanted, arrives=at)
    name = client.who.name
    d.drift(at=d.later(d.start, 3), set_contact_mood={name: "furious"},
            say=d.pick(texts.GROWLS).format(vip=name))  # fmt: skip


FAMILY = Family(
    "vip_meltdown", "train",
    frozenset({"mail", "chat", "mood", "channel", "slot", "recall", "follow_up", "archive", "leave",
               "missing", "injection", "arrival", "drift"}),
    "An angry client grows angrier, and something small at home may run out meanwhile.", build,
)  # fmt: skip
