"""The graph's nodes: perceive, the agents, guard, act.

Every node is a function of the checkpointed state and of what the workspace says now, so a
run that died between two nodes goes on from the last checkpoint.
"""

import time
from collections.abc import Coroutine, Sequence
from functools import cache
from importlib import resources
from typing import Any, Protocol

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage, ToolMessage
from langgraph.runtime import Runtime

from assistant.contract import tools
from assistant.contract.briefing import Briefing
from assistant.contract.outcome import Outcome, Verdict
from assistant.contract.render import plain, render, render_outcome
from assistant.contract.tools import Agent, Effect, Tool, ToolError, parse_call
from assistant.events import Acted, ConsentAsked, Finished, ModelCalled, Perceived, Proposed
from assistant.guard import ConsentRequest, consent_reason
from assistant.state import Exchange, GraphState, Proposal, Ruling, RunContext, effect_id

MAX_READS = 2
"""Read tools a sub-agent may use per item before it has to act, ask or fail."""

MAX_RETRIES = 2
"""Attempts a sub-agent gets to mend a call before the orchestrator looks again."""

IN_VAIN = "tried in vain: "
"""What the reason of an item begins with that is left because a refused call was repeated."""

MAX_MISSES = 5
"""Calls in a row of the orchestrator's that come to nothing before the run ends: it has lost its
way, and on a clock that stands it would name the same item for ever."""


class Node(Protocol):
    """A node of the graph: what it returns is merged into the state."""

    def __call__(
        self, state: GraphState, runtime: Runtime[RunContext]
    ) -> Coroutine[Any, Any, GraphState]:
        """Run the node."""


@cache
def system_prompt(agent: Agent) -> str:
    """The agent's instructions, from `prompts/`."""
    return resources.files("assistant.prompts").joinpath(f"{agent}.md").read_text("utf-8").strip()


async def perceive(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
    """Read the day anew and give the orchestrator the floor."""
    context = runtime.context
    briefing = await context.brief()
    context.emit(Perceived(briefing.now, len(briefing.items) + briefing.hidden))
    end = "limit" if state.get("decision", 0) >= context.max_decisions else context.reached
    if state.get("misses", 0) >= MAX_MISSES:
        end = "stuck"
    return {
        "run_id": state.get("run_id", "run"),
        "decision": state.get("decision", 0),
        "misses": state.get("misses", 0) if not end else 0,
        "speaker": Agent.ORCHESTRATOR.value,
        "item_id": "",
        "exchanges": [],
        "end": end,
        "next": "finish" if end else Agent.ORCHESTRATOR.value,
    }


def agent_node(agent: Agent) -> Node:
    """The node in which `agent` proposes its next call."""

    async def propose(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
        context = runtime.context
        briefing = await context.brief()
        item_id = state.get("item_id", "")
        try:
            messages = prompt(briefing, agent, item_id, state.get("exchanges", []))
        except KeyError:
            # The item was settled or pushed out of the briefing since it was routed.
            gone = f"{item_id} needs no decision any more"
            return {"proposal": {"name": "", "args": {}, "error": gone}}
        began = time.perf_counter()
        answer = await context.model_of(agent).ainvoke(messages)
        usage = answer.usage_metadata
        context.tokens += usage["total_tokens"] if usage else 0
        context.emit(
            ModelCalled(
                agent.value,
                item_id,
                usage["input_tokens"] if usage else None,
                usage["output_tokens"] if usage else None,
                time.perf_counter() - began,
            )
        )
        proposal = read_proposal(answer)
        context.emit(Proposed(agent.value, proposal["name"], proposal["args"]))
        return {"proposal": proposal}

    return propose


async def guard(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
    """Judge the proposed call: is it one, can it be done, does the person agree.

    A call that has just been refused is not made again: its item is left to the person instead.
    """
    back = _handed_back(state)
    return {**back, **await _judge({**state, **back}, runtime.context)}


async def _judge(state: GraphState, context: RunContext) -> GraphState:
    proposal = state["proposal"]
    try:
        call = _parse(state)
    except ToolError as error:
        return {"ruling": _ruling("invalid", str(error))}
    refusal = await context.workspace.check(call)
    if refusal is not None:
        return {"ruling": _ruling("invalid", refusal.text)}
    briefing = await context.brief()
    item = briefing.item(call.item)
    reason = consent_reason(
        call,
        item,
        briefing.known.get(call.item, ()),
        briefing.handled.get(call.item, ()),
        has_found=any(e.get("is_tainted", False) for e in state.get("exchanges", ())),
    )
    if reason is None:
        return {"ruling": _ruling("accept")}
    context.emit(ConsentAsked(call.name, call.args(), reason))
    verdict = await context.approver.decide(ConsentRequest(call, item, reason))
    if verdict.kind != "edit":
        return {"ruling": _ruling(verdict.kind, verdict.reason)}
    edited: Proposal = {**proposal, "args": dict(verdict.args or {})}
    try:
        call = _parse({**state, "proposal": edited})
    except ToolError as error:
        return {"ruling": _ruling("invalid", f"as edited, {error}")}
    refusal = await context.workspace.check(call)
    ruling = _ruling("invalid", f"as edited, {refusal.text}") if refusal else _ruling("accept")
    return {"proposal": edited, "ruling": ruling}


async def act(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
    """Carry the ruling out on the workspace, and decide whose turn it is."""
    context, proposal, ruling = runtime.context, state["proposal"], state["ruling"]
    agent = Agent(state["speaker"])
    effect = effect_id(state["run_id"], state["decision"])
    call: Tool | None = None
    if ruling["kind"] == "invalid":
        item_id = state["item_id"] or str(proposal["args"].get("item_id", ""))[:64]
        outcome = await context.workspace.fail(
            item_id, proposal["name"][:64] or "call", ruling["reason"], proposal["args"]
        )
    else:
        call = _parse(state)
        if ruling["kind"] == "accept":
            outcome = await context.workspace.act(call, effect, agent.value)
        else:
            verdict = Verdict("wait" if ruling["kind"] == "wait" else "deny", ruling["reason"])
            outcome = await context.workspace.decline(call, effect, agent.value, verdict)
    context.emit(
        Acted(
            effect,
            agent.value,
            outcome.item_id,
            proposal["name"],
            proposal["args"],
            call.effect if call else None,
            outcome.status,
            outcome.text,
        )
    )
    exchange: Exchange = {
        "id": effect,
        "name": proposal["name"],
        "args": proposal["args"],
        "result": render_outcome(outcome),
        "is_tainted": any(note.tainted for note in outcome.notes),
    }
    exchanges = [*state["exchanges"], exchange]
    context.steps += 1
    changes: GraphState = {"decision": state["decision"] + 1, "exchanges": exchanges}
    is_open = (await context.brief()).item(state["item_id"]) is not None
    return {**changes, **_hand_over(state, exchanges, call, outcome, is_open)}


async def finish(state: GraphState, runtime: Runtime[RunContext]) -> GraphState:
    """Say that the run is over."""
    runtime.context.emit(Finished(state["decision"], state["end"]))
    return {}


def _hand_over(
    state: GraphState,
    exchanges: list[Exchange],
    call: Tool | None,
    outcome: Outcome,
    is_open: bool,
) -> GraphState:
    """Whose turn is next; `is_open` says whether the sub-agent's item still needs a decision."""
    if outcome.day_over:
        end = "finished" if isinstance(call, tools.Finish) else "day over"
        return {"next": "finish", "end": end}
    if isinstance(call, tools.RouteToAgent) and outcome.is_ok:
        return {
            "next": call.agent,
            "speaker": call.agent,
            "item_id": call.item_id,
            "exchanges": [],
            "misses": 0,
        }
    speaker = state["speaker"]
    if speaker == Agent.ORCHESTRATOR:
        misses = state.get("misses", 0) + 1 if outcome.status == "invalid" else 0
        return {"next": "perceive", "misses": misses}
    if is_open:
        has_read = call is not None and call.effect is Effect.READ and outcome.status == "ok"
        reads = isinstance(call, tools.SearchKb | tools.FindFreeSlot) and has_read
        failed = outcome.status in {"invalid", "denied"}
        failures = sum(bool(_refusal(exchange)) for exchange in exchanges)
        if reads or (failed and failures <= MAX_RETRIES):
            return {"next": speaker}
    return {"next": "perceive"}


def prompt(
    briefing: Briefing, agent: Agent, item_id: str, exchanges: Sequence[Exchange]
) -> list[BaseMessage]:
    """The messages of an agent's next call: instructions, view, and what it did on the item.

    Raises:
        KeyError: the item is not among those of the briefing.
    """
    view = render(briefing, agent, item_id)
    messages: list[BaseMessage] = [SystemMessage(system_prompt(agent)), HumanMessage(view)]
    for exchange in exchanges:
        if not exchange["name"]:  # an answer without a call leaves nothing to attach a result to
            messages.append(HumanMessage(exchange["result"]))
            continue
        call = {"name": exchange["name"], "args": exchange["args"], "id": exchange["id"]}
        messages.append(AIMessage("", tool_calls=[{**call, "type": "tool_call"}]))
        messages.append(ToolMessage(exchange["result"], tool_call_id=exchange["id"]))
    return messages


def read_proposal(answer: AIMessage) -> Proposal:
    """The first call of a model's answer; anything else is a proposal that cannot be read."""
    if answer.tool_calls:
        call = answer.tool_calls[0]
        return {"name": call["name"], "args": call["args"], "error": ""}
    if answer.invalid_tool_calls:
        broken = answer.invalid_tool_calls[0]
        return {"name": broken["name"] or "", "args": {}, "error": broken["error"] or "not JSON"}
    return {"name": "", "args": {}, "error": "no tool was called; call exactly one"}


def _parse(state: GraphState) -> Tool:
    """The proposal as a validated call.

    Raises:
        ToolError: it is no call, not one of this agent's, or about another item.
    """
    proposal, agent = state["proposal"], Agent(state["speaker"])
    if proposal["error"]:
        raise ToolError(proposal["error"])
    call = parse_call(proposal["name"], proposal["args"], agent)
    if agent is not Agent.ORCHESTRATOR:
        if call.item != state["item_id"]:
            raise ToolError(f"this is about {state['item_id']}, not {call.item[:20]}")
        if isinstance(call, tools.SearchKb | tools.FindFreeSlot):
            reads = sum(e["name"] in {"search_kb", "find_free_slot"} for e in state["exchanges"])
            if reads >= MAX_READS:
                raise ToolError("enough was looked up; act, ask or answer now")
    return call


def _handed_back(state: GraphState) -> GraphState:
    """The item left to the person, where a sub-agent repeats the call that was just refused."""
    proposal, exchanges = state["proposal"], state["exchanges"]
    if state["speaker"] == Agent.ORCHESTRATOR or not exchanges or proposal["error"]:
        return {}
    last = exchanges[-1]
    why = _refusal(last)
    if not why or (last["name"], last["args"]) != (proposal["name"], proposal["args"]):
        return {}
    args = {"item_id": state["item_id"], "reason": plain(IN_VAIN + why, 200)}
    left: Proposal = {"name": tools.LeaveToUser.name, "args": args, "error": ""}
    return {"proposal": left, "speaker": Agent.ORCHESTRATOR.value}


def _refusal(exchange: Exchange) -> str:
    """Why the call came to nothing; empty where it did not."""
    first_line = exchange["result"].split("\n", 1)[0]
    found = (first_line.partition(mark)[2] for mark in (" invalid: ", " denied: "))
    return next(filter(None, found), "")


def _ruling(kind: str, reason: str = "") -> Ruling:
    return {"kind": kind, "reason": reason}  # type: ignore[typeddict-item]
