"""The sample day: simulated, and kept, so that it can be left and gone on with like a real one."""

import json
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.tools import TOOLS, Effect, Tool, ToolError, parse_call
from assistant.files import write_atomic
from assistant.workspaces.memory import DeskWorkspace, Undone
from scenarios import load_scenario, to_desk

SAMPLE_DAY = "sample"


class SampleWorkspace(DeskWorkspace):
    """A desk that remembers what was done to it, by doing it again."""

    def __init__(self, path: Path) -> None:
        """Go on with the day kept at `path`, or begin one."""
        desk, memory = to_desk(load_scenario(SAMPLE_DAY))
        super().__init__(desk, memory)
        self._path = path
        self._steps: list[dict[str, Any]] = []
        steps = _read(path)
        self.run_id = str(steps[0]["run"]) if steps else f"sample-{uuid.uuid4().hex[:12]}"
        for step in steps[1:]:
            self._redo(step)

    async def act(self, call: Tool, effect_id: str, agent: str) -> Outcome:
        """Carry the call out, once per `effect_id`."""
        is_new = effect_id not in self._outcomes
        outcome = await super().act(call, effect_id, agent)
        if is_new:
            self._record(kind="act", **_named(call), effect=effect_id, agent=agent)
        return outcome

    async def decline(self, call: Tool, effect_id: str, agent: str, verdict: Verdict) -> Outcome:
        """Note a call that the person denied, or has not decided yet."""
        outcome = await super().decline(call, effect_id, agent, verdict)
        self._record(
            kind="decline", **_named(call), agent=agent, verdict=verdict.kind, reason=verdict.reason
        )
        return outcome

    async def fail(self, item_id: str, tool: str, reason: str, args: Mapping[str, Any]) -> Outcome:
        """Note an invalid call."""
        outcome = await super().fail(item_id, tool, reason, args)
        self._record(kind="fail", item=item_id, tool=tool, reason=reason)
        return outcome

    async def say(self, text: str) -> str:
        """Take what the person typed."""
        item_id = await super().say(text)
        self._record(kind="say", text=text)
        return item_id

    def amend(self, item_id: str, **changes: object) -> None:
        """Change an item as the person says."""
        super().amend(item_id, **changes)
        self._record(kind="amend", item=item_id, changes=changes)

    def undo_last(self) -> Undone | None:
        """Go back to before the last call that changed something."""
        undone = super().undo_last()
        if undone is not None:
            self._record(kind="undo")
        return undone

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What was done and stands, oldest first: what an undo took back is not among it."""
        kept: list[dict[str, Any]] = []
        for step in self._steps:
            if step["kind"] != "undo":
                kept.append(step)
                continue
            last = next((n for n in reversed(range(len(kept))) if self._is_change(kept[n])), None)
            if last is not None:
                del kept[last]
        return kept

    def _is_change(self, step: Mapping[str, Any]) -> bool:
        if step["kind"] != "act" or TOOLS[step["tool"]].effect is Effect.READ:
            return False
        return self._outcomes[step["effect"]].status == "ok"

    def finish(self) -> None:
        """The day is over: the next one is a new one."""
        self._path.unlink(missing_ok=True)

    def _record(self, **step: Any) -> None:
        self._steps.append(step)
        lines = [{"run": self.run_id}, *self._steps]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_atomic(self._path, text.encode())

    def _redo(self, step: dict[str, Any]) -> None:
        """Do once more what a kept step says."""
        self._steps.append(step)
        match step["kind"]:
            case "act":
                call = parse_call(step["tool"], step["args"])
                self._outcomes[step["effect"]] = self._act(call, step["effect"], step["agent"])
            case "decline":
                call = parse_call(step["tool"], step["args"])
                self._decline(call, step["agent"], Verdict(step["verdict"], step["reason"]))
            case "fail":
                self.desk.refuse(step["tool"], step["item"], step["reason"])
            case "say":
                self._say(step["text"])
            case "amend":
                super().amend(step["item"], **step["changes"])
            case "undo":
                super().undo_last()


def _named(call: Tool) -> dict[str, Any]:
    return {"tool": call.name, "args": call.args()}


def _read(path: Path) -> list[dict[str, Any]]:
    """The kept steps; a day that cannot be read is begun anew, since nothing in it was real."""
    if not path.exists():
        return []
    try:
        steps = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for step in steps[1:]:
            if "args" in step:
                parse_call(step["tool"], step["args"])
        return steps if steps and "run" in steps[0] else []
    except (ValueError, KeyError, TypeError, ToolError):
        return []
