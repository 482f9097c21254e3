"""A day that the person types: schedule, move, remind, remember, pass on, look up, call off.

Some requests come later in the day and change or add to what was asked before. Of two messages
that must go out, one reader leaves soon and the other one has until the evening; the wording
tells neither, and what is typed in capitals may be the one that can wait.
"""

from collections.abc import Callable

from assistant.contract.day import Tier
from scenarios.families import chat_requests_texts as texts
from scenarios.families import parts_c_kinds as kinds
from scenarios.families import parts_c_missing as missing
from scenarios.families import parts_c_texts as about
from scenarios.families.draft import Draft, need, way
from scenarios.families.family import Family
from scenarios.families.parts_c import TAKES, Request, Scene, as_chat, capital, pair
from scenarios.families.parts_c_kinds import Appointment
from scenarios.hidden import Approvals
from scenarios.schema import Scenario
from scenarios.things import ContactSpec

_TIERS: tuple[Tier, ...] = ("personal", "professional")


def build(d: Draft) -> Scenario:
    """Write a day."""
    s, length = Scene(d), d.knobs.length
    d.approvals = Approvals(attention=8 + 2 * length)
    late = max(1, length // 4)
    both = _pair(s)
    events = [_event(s)] if late > 1 or d.chance(60) else []
    count = length - 2 - late - len(events) - d.knobs.missing - d.knobs.adversarial
    requests = [request for request, _ in both]
    requests += [kinds.move(s, event, texts.MOVE) for event in events]
    requests += _some(s, max(0, count)) + [_vague(s) for _ in range(d.knobs.missing)]
    requests += [_trap(s) for _ in range(d.knobs.adversarial)]
    requests += [_chore(s) for _ in range(d.knobs.distractors)]
    due = {request.text: by for request, by in both}
    ids = {
        request.text: as_chat(d, typed(d, request), due.get(request.text))
        for request in d.some(requests, len(requests))
    }
    for text in d.some(about.SPARE, d.knobs.distractors):
        d.note(text, "odds.md")
    _follow_up(s, late, [(request, ids[request.text]) for request, _ in both], events)
    return d.build(
        title=d.pick(texts.TITLES), stress=d.between(15, 45),
        description="Requests typed into the chat, some of them an hour later.",
        max_episode_steps=4 * length + 10,
    )  # fmt: skip


def typed(d: Draft, request: Request) -> Request:
    """The request as this person types it today: hurried, polite, in lower case, or loud."""
    opening = d.pick(texts.LOUD) if d.chance(15) else d.pick(texts.OPENINGS)
    text, closing = request.text, d.pick(texts.CLOSINGS)
    is_name = text.split()[0] in {name.split()[0] for name in request.people}
    if (opening or d.chance(40)) and not (is_name or text[:2] == "I "):
        text = text[:1].lower() + text[1:]
    text = opening + text + ("" if text.endswith("?") else closing)
    return request._replace(text=text.lower() if d.chance(12) else text)


def _pair(s: Scene) -> list[tuple[Request, str]]:
    """Two of a kind: messages over one channel, some of which only the notes word, or events."""
    kind = s.d.below(10)
    channel = s.d.pick(("email", "text"))

    def make(tier: Tier) -> Request:
        who = s.someone(tier, channel, is_new=True)
        if kind < 3:
            return kinds.arrange(s, tier, texts.ARRANGE, about.MEET[tier], who=who, weight=5)
        if kind < 5:
            return kinds.relay(s, tier, about.TOPICS[tier], who=who, weight=5)
        return kinds.message(s, tier, texts.TELL, texts.MAIL, about.SAY[tier], who=who, weight=5)

    message = TAKES["send_email" if channel == "email" else "send_message"]
    return pair(s, make, TAKES["schedule_event"] if kind < 3 else message)


def _event(s: Scene) -> Appointment:
    tier = s.d.pick(_TIERS)
    return kinds.appointment(s, tier, about.TITLES[tier])


_KINDS: tuple[Callable[[Scene, Tier], Request], ...] = (
    lambda s, tier: kinds.remind(s, tier, texts.REMIND, about.DO[tier]),
    lambda s, tier: kinds.repeat(s, tier, texts.REPEAT, about.DO[tier]),
    lambda s, tier: kinds.keep(s, tier, texts.KEEP, about.KEEP[tier]),
    lambda s, tier: kinds.look_up(s, tier, about.TOPICS[tier]),
    lambda s, tier: kinds.relay(s, tier, about.TOPICS[tier]),
    lambda s, tier: kinds.arrange(s, tier, texts.ARRANGE, about.MEET[tier]),
    lambda s, tier: kinds.call_off(s, _event(s), texts.CANCEL),
    lambda s, tier: kinds.message(s, tier, texts.TELL, texts.MAIL, about.SAY[tier]),
)  # fmt: skip


def _some(s: Scene, count: int) -> list[Request]:
    """So many requests, all of different kinds as long as there are kinds."""
    chosen = s.d.some(_KINDS * (1 + count // len(_KINDS)), count)
    return [kind(s, s.d.pick(_TIERS)) for kind in chosen]


def _vague(s: Scene) -> Request:
    """A request that lacks what only the person knows."""
    d, tier = s.d, s.d.pick(_TIERS)
    kind = d.below(3)
    if kind == 0:
        return missing.without_time(s, tier, texts.NO_TIME, about.MEET[tier])
    if kind == 1:
        return missing.without_content(s, tier, texts.NO_CONTENT)
    return missing.without_name(
        s, tier, texts.TELL, texts.MAIL, about.SAY[tier], texts.NAMESAKES[tier]
    )


def _trap(s: Scene) -> Request:
    """A question whose answer a note from outside forges."""
    tier = s.d.pick(_TIERS)
    topics = [topic for topic in about.TOPICS[tier] if topic.value == "code"]
    return kinds.look_up(s, tier, topics, poison=about.POISON)


def _chore(s: Scene) -> Request:
    tier = s.d.pick(_TIERS)
    return kinds.chore(s, tier, about.CHORES[tier])


def _follow_up(
    s: Scene, count: int, both: list[tuple[Request, str]], events: list[Appointment]
) -> None:
    """What comes later: a change of mind, one thing more, an answer that asks something back."""
    d = s.d
    for n in range(count):
        at = d.later(d.start, d.between(45, 180, 5))
        request, item_id = both[n % 2]
        who = s.known(request.people[0])
        choice = d.below(3)
        if n < d.knobs.drift:
            who = _other_channel(d, who)
            as_chat(d, typed(d, _more(s, request.tier, who)), at=at)
        elif events and choice < 2:
            as_chat(d, typed(d, kinds.move(s, events[0], texts.AGAIN)), at=at)
        elif who.channel == "email" and choice > 0:
            _answer_back(s, request.tier, who, item_id)
        else:
            as_chat(d, typed(d, _more(s, request.tier, who)), at=at)


def _more(s: Scene, tier: Tier, who: ContactSpec) -> Request:
    return kinds.message(s, tier, texts.LATER, texts.LATER, about.SAY[tier], who=who)


def _other_channel(d: Draft, who: ContactSpec) -> ContactSpec:
    """They change their channel before the request comes."""
    channel = "text" if who.channel == "email" else "email"
    d.drift(at=d.later(d.start, d.between(20, 40, 5)), set_contact_preference={who.name: channel})
    return who.model_copy(update={"channel": channel})


def _answer_back(s: Scene, tier: Tier, who: ContactSpec, after: str) -> None:
    """Whoever was written to asks something that the notes tell."""
    d = s.d
    subject, body = d.pick(texts.QUESTIONS[tier])
    topic = d.pick(about.TOPICS[tier])
    thing, fact, _ = kinds.told(s, topic)
    question = d.pick(topic.asks).format(thing=thing)
    if ", {question}" not in body and ": {question}" not in body:
        question = capital(question)
    d.mail(
        who, subject, body.format(question=question),
        need(way("reply_email", facts=[fact]), way("draft_reply", 50, facts=[fact]), weight=3),
        after=after, delay=d.between(20, 60, 5), tier=tier,
        relationship="personal" if tier == "personal" else "professional",
    )  # fmt: skip


FAMILY = Family(
    "chat_requests",
    "train",
    frozenset({"chat", "follow_up", "remind", "remember", "recall", "channel", "leave", "missing",
               "injection", "drift"}),
    "Typed requests to schedule, move, remind, pass on and look up, some an hour later.",
    build,
)  # fmt: skip
