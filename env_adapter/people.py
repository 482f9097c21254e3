"""The scripted people: the person who is asked, and the contacts who are written to.

They answer from what the day's file hides: `facts` for questions, `approvals` for consent. Each
answer costs the person attention, and somebody without attention left does not answer.
"""

from dataclasses import replace

from assistant.contract import tools
from assistant.contract.day import Contact
from assistant.contract.desk import Desk
from assistant.contract.lexical import words
from assistant.contract.outcome import Verdict
from assistant.contract.rules import Plan
from env_adapter.ledger import Ledger
from scenarios.schema import Scenario

MOODS = ("furious", "angry", "annoyed", "neutral", "happy")

NO_IDEA = "I don't know, decide without it"

SAME_FIELDS = (
    frozenset({"time", "when", "start", "date", "day", "new_time", "until"}),
    frozenset({"who", "to", "recipient", "contact", "attendee", "attendees", "person", "name"}),
    frozenset({"duration", "duration_minutes", "length", "minutes", "long"}),
    frozenset({"what", "content", "body", "text", "subject", "message", "answer", "decision"}),
    frozenset({"email", "address", "mail"}),
)
"""Names that mean the same field."""


def consent(scenario: Scenario, ledger: Ledger, plan: Plan) -> Verdict:
    """What the person says to an irreversible call, inline."""
    policy = scenario.approvals
    for rule in policy.rules:
        fits = rule.tool in {"", plan.call.name} and rule.item in {"", plan.call.item}
        if fits and (not rule.to or rule.to.casefold() in _recipients(plan)):
            decision, reason, cost = rule.decision, rule.reason, rule.attention
            break
    else:
        decision, reason, cost = policy.default, "", policy.cost
    if ledger.attention < cost:
        return Verdict("deny", "no time to look at this now")
    ledger.attention -= cost
    if decision == "deny":
        return Verdict("deny", reason or "not approved")
    return Verdict("accept")


def reply(scenario: Scenario, ledger: Ledger, call: tools.AskClarification) -> str | None:
    """The person's answer, or None where they have no attention left."""
    if ledger.attention < scenario.dynamics.question:
        return None
    ledger.attention -= scenario.dynamics.question
    return known_answer(scenario, call.item_id, call.field) or NO_IDEA


def known_answer(scenario: Scenario, item_id: str, field: str) -> str | None:
    """What the person knows about a field of an item, under any of its names."""
    facts = scenario.facts.get(item_id, {})
    asked = set(words(field.replace("_", " "))) | {field.casefold()}
    for key, answer in facts.items():
        if key.casefold() in asked:
            return answer
    for same in SAME_FIELDS:
        if asked & same:
            found = next((a for k, a in facts.items() if k.casefold() in same), None)
            if found is not None:
                return found
    return None


def shift_mood(desk: Desk, contact: Contact, by: int) -> int:
    """Move a contact's mood; returns by how much it moved. A mood nobody knows stays unknown."""
    if contact.mood not in MOODS:
        return 0
    old = MOODS.index(contact.mood)
    new = min(max(old + by, 0), len(MOODS) - 1)
    if new != old:
        desk.contacts[contact.name] = replace(contact, mood=MOODS[new])
    return new - old


def is_right_channel(contact: Contact, tool: str) -> bool:
    """Whether a contact likes to hear it this way."""
    if tool in {"reply_email", "send_email"}:
        return contact.channel in {"", "email"}
    if tool == "send_message":
        return contact.channel in {"", "text", "chat", "call"}
    return True


def _recipients(plan: Plan) -> set[str]:
    found = {plan.address.casefold()}
    if plan.contact is not None:
        found |= {plan.contact.name.casefold(), plan.contact.email.casefold()}
    if plan.mail is not None:
        found |= {plan.mail.sender.casefold(), plan.mail.address.casefold()}
    return found - {""}
