"""Days in Ghostexec's layout, written from its schema for these tests; the texts are ours."""

from typing import Any


def scenario_file() -> dict[str, Any]:
    """A world file with every field of that schema."""
    return {
        "simulation_time": "2026-04-21T08:00:00",
        "stress": 52,
        "active_conflicts": ["two meetings at nine"],
        "action_log": [],
        "episode_active": True,
        "episode_end_reason": None,
        "max_episode_steps": 24,
        "emails": [
            _email("e01", "Dana Voss", "Figures for the board", "critical", "VIP"),
            _email("e02", "Milo", "Sunday lunch", "normal", "personal"),
            _email("e03", "Dana Voss", "Old question", "low", "VIP", read=True, replied=True),
            _email("e04", "Stranger", "A great offer", "low", "unknown"),
        ],
        "meetings": [
            _meeting("m01", "Board preparation", "2026-04-21T09:00:00", ["Dana Voss"]),
            _meeting("m02", "Vendor call", "2026-04-21T09:30:00", ["Stranger"]),
            _meeting("m03", "Called off", "2026-04-21T09:00:00", [], cancelled=True),
        ],
        "contacts": [
            _contact("Dana Voss", "board_member", "email", 5, "annoyed"),
            _contact("Milo", "friend", "text", 3, "happy"),
            _contact("Ravi", "direct_report", "email", 2, "neutral"),
        ],
        "tasks": [
            _task("t01", "Send the numbers", "pending", 2),
            _task("t02", "Plan the offsite", "overdue", "medium"),
            _task("t03", "Book the room", "done", 1),
            _task("t04", "Collect the slides", "in-progress", 30, "Ravi"),
        ],
    }


def drift_file() -> dict[str, Any]:
    """Every kind of drift event."""
    return {
        "events": [
            {"after_step": 1, "shift_all_meetings_hours": 1},
            {"after_step": 2, "set_contact_preference": {"Dana Voss": "text"}},
            {
                "after_step": 3,
                "set_task_deadline": {"task_id": "t01", "deadline": "2026-04-21T12:00:00"},
                "suppress_reply_relationship_for_senders": ["Dana Voss"],
            },
            {"after_step": 4, "set_contact_mood": [{"contact_name": "Milo", "mood": "angry"}]},
        ]
    }


def _email(i: str, sender: str, subject: str, priority: str, rel: str, **k: Any) -> dict[str, Any]:
    return {
        "id": i, "sender": sender, "subject": subject, "body": f"About: {subject}. Thanks!",
        "read": False, "replied": False, "priority": priority, "sender_relationship": rel,
    } | k  # fmt: skip


def _meeting(i: str, title: str, start: str, attendees: list[str], **k: Any) -> dict[str, Any]:
    return {
        "id": i, "title": title, "start": start, "duration_minutes": 60, "attendees": attendees,
        "location": "Room 4", "priority": "high", "cancelled": False,
    } | k  # fmt: skip


def _contact(name: str, kind: str, prefers: str, importance: int, mood: str) -> dict[str, Any]:
    return {"name": name, "relationship_type": kind, "communication_preference": prefers,
            "importance": importance, "mood": mood}  # fmt: skip


def _task(i: str, text: str, status: str, effort: Any, to: str | None = None) -> dict[str, Any]:
    return {"id": i, "description": text, "deadline": "2026-04-21T17:00:00", "owner": "me",
            "status": status, "effort": effort, "delegated_to": to}  # fmt: skip
