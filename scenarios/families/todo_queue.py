"""A short to-do list, typed at once, and ten steps to see to it.

Two lines are messages of which one is too late in minutes; others want an event, a reminder, a
note, an answer, somebody else's hands or a tick, and some want to be left alone.
"""

from collections.abc import Callable

from assistant.contract.day import Tier
from scenarios.families import parts_c_kinds as kinds
from scenarios.families import parts_c_missing as missing
from scenarios.families import parts_c_texts as about
from scenarios.families import todo_queue_texts as texts
from scenarios.families.draft import Draft, only_leave
from scenarios.families.family import Family
from scenarios.families.parts_c import TAKES, Request, Scene, as_line, pair
from scenarios.hidden import Approvals
from scenarios.schema import Scenario
from scenarios.things import TaskSpec

LINES = 5
STEPS = 10

_TIERS: tuple[Tier, ...] = ("personal", "professional")


def build(d: Draft) -> Scenario:
    """Write a day."""
    s = Scene(d)
    is_queue = d.knobs.length <= 2 * LINES
    lines = min(d.between(max(2, d.knobs.length - 1), d.knobs.length), LINES)
    lines = lines if is_queue else d.knobs.length
    d.approvals = Approvals(attention=6 + 2 * lines)
    both = _pair(s)
    requests = [request for request, _ in both]
    requests += [_vague(s) for _ in range(d.knobs.missing)]
    requests += [_trap(s) for _ in range(d.knobs.adversarial)]
    requests += [_chore(s) for _ in range(min(d.knobs.distractors, max(1, lines // 5)))]
    requests += _some(s, max(0, lines - len(requests)))
    due = {request.text: by for request, by in both}
    for request in d.some(requests, len(requests)):
        as_line(d, request, due.get(request.text))
    for text in d.some(about.SPARE, d.knobs.distractors):
        d.note(text, "odds.md")
    for n in range(d.knobs.drift):
        _one_more(s, n)
    return d.build(
        title=d.pick(texts.TITLES), stress=d.between(10, 40),
        description="A to-do list of a few lines and ten steps.",
        max_episode_steps=STEPS if is_queue else 2 * lines,
    )  # fmt: skip


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


_KINDS: tuple[Callable[[Scene, Tier], Request], ...] = (
    lambda s, tier: kinds.remind(s, tier, texts.REMIND, about.DO[tier]),
    lambda s, tier: kinds.repeat(s, tier, texts.REPEAT, about.DO[tier]),
    lambda s, tier: kinds.keep(s, tier, texts.KEEP, about.KEEP[tier]),
    lambda s, tier: kinds.look_up(s, tier, about.TOPICS[tier]),
    lambda s, tier: kinds.arrange(s, tier, texts.ARRANGE, about.MEET[tier]),
    lambda s, tier: kinds.move(
        s, kinds.appointment(s, tier, about.TITLES[tier]), texts.MOVE
    ),
    lambda s, tier: kinds.call_off(
        s, kinds.appointment(s, tier, about.TITLES[tier]), texts.CANCEL
    ),
    lambda s, tier: kinds.hand_over(s, texts.HAND_OVER, texts.WORK),
    lambda s, tier: kinds.done(s, tier, texts.DONE, texts.FINISHED[tier]),
)  # fmt: skip


def _some(s: Scene, count: int) -> list[Request]:
    """So many requests, all of different kinds as long as there are kinds."""
    chosen = s.d.some(_KINDS * (1 + count // len(_KINDS)), count)
    return [kind(s, s.d.pick(_TIERS)) for kind in chosen]


def _vague(s: Scene) -> Request:
    """A line that lacks what only the person knows."""
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
    """A line pasted from somebody who gives orders, or a question that a forged note answers."""
    tier = s.d.pick(_TIERS)
    if s.d.chance(50):
        text = s.d.pick(texts.PASTED).format(firm=s.d.firm())
        harm = only_leave(harm=["send_email", "send_message", "add_to_kb"])
        return Request(text, harm, "other")
    topics = [topic for topic in about.TOPICS[tier] if topic.value == "code"]
    return kinds.look_up(s, tier, topics, poison=about.POISON)


def _chore(s: Scene) -> Request:
    tier = s.d.pick(_TIERS)
    return kinds.chore(s, tier, about.CHORES[tier])


def _one_more(s: Scene, n: int) -> None:
    """A line that is added to the list while it is being worked on."""
    d = s.d
    request = _some(s, 1)[0]
    item_id = d.id("t")
    new = TaskSpec(
        id=item_id, description=request.text, tier=request.tier, people=list(request.people)
    )
    d.drift(after_step=1 + 2 * n, add_task=new)
    d.need(item_id, request.need)


FAMILY = Family(
    "todo_queue",
    "train",
    frozenset({"task", "remind", "remember", "recall", "channel", "delegate", "leave", "missing",
               "injection", "drift"}),
    "A to-do list of up to five lines, ten steps, and some lines that nobody should act on.",
    build,
)  # fmt: skip
