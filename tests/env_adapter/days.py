"""Small days for tests of single mechanics: a Tuesday, two contacts, and what the test adds."""

from typing import Any

from env_adapter.ledger import Step
from env_adapter.world import World
from scenarios import Scenario, parse_scenario

BASE: dict[str, Any] = {
    "schema_version": 1,
    "simulation_time": "2026-03-03T09:00",
    "contacts": [
        {"name": "Bo Lind", "email": "bo@x.example", "channel": "email", "mood": "neutral"},
        {"name": "Cy Park", "channel": "text", "mood": "neutral", "skills": ["slides"]},
    ],
    # Something that is open all day, so that a day does not end before its time.
    "chat": [{"id": "y9", "text": "Wait for the plumber", "due": "2026-03-09T09:00"}],
}


def scenario(**parts: Any) -> Scenario:
    """A day with these parts over the usual ones."""
    return parse_scenario(BASE | parts)


def day(seed: int = 0, **parts: Any) -> World:
    """The same, begun."""
    return World(scenario(**parts), seed)


def mail(**parts: Any) -> dict[str, Any]:
    """A mail from Bo."""
    return {"id": "e1", "sender": "Bo Lind", "subject": "Budget for the fair",
            "body": "How much is the budget?", "relationship": "professional"} | parts  # fmt: skip


def at(clock: str) -> str:
    """A local time of that Tuesday."""
    return f"2026-03-03T{clock}"


def wait_until(world: World, clock: str) -> list[str]:
    """Do nothing until a time of the day; returns all news on the way."""
    told: list[str] = []
    target = world.utc(at(clock), "")
    while world.desk.now < target and not world.is_over:
        world.step("do_nothing", {})
        told += news(world)
    return told


def news(world: World) -> list[str]:
    """What the next briefing announces."""
    lines = world.desk.last.split("\n")
    return [line.removeprefix("news: ") for line in lines if line.startswith("news: ")]


def reply(world: World, body: str = "The budget for the fair is ten thousand") -> Step:
    """Answer the mail."""
    return world.step("reply_email", {"item_id": "e1", "email_id": "e1", "body": body})


def mood(world: World, name: str = "Bo Lind") -> str:
    """How somebody is."""
    return world.desk.contacts[name].mood
