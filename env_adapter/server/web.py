"""The page at /web: choose a day, read its briefing, make calls, see what each earned.

Gradio draws it. What it shows is made in `web_day` and `web_parts`, which know nothing of Gradio.
"""

from typing import Any

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from assistant.contract.errors import UserError
from assistant.contract.tools import Agent
from env_adapter import tasks
from env_adapter.models import LEGAL, MajordomoObservation
from env_adapter.server import web_day, web_parts
from env_adapter.server.web_day import Seen, WebDay

PATH = "/web"
FIRST_TOOL = "route_to_agent"

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_MONO = ("ui-monospace", "Menlo", "Consolas", "DejaVu Sans Mono", "monospace")


def mount_web(app: FastAPI) -> None:
    """Serve the page at /web, and lead there from the root."""
    app.add_api_route("/", lambda: RedirectResponse(f"{PATH}/"), include_in_schema=False)
    app.add_api_route(PATH, lambda: RedirectResponse(f"{PATH}/"), include_in_schema=False)
    gr.mount_gradio_app(
        app,
        build_page(),
        path=PATH,
        # Fonts of the system: Gradio's own come from another host.
        theme=gr.themes.Base(primary_hue="teal", font=_SANS, font_mono=_MONO),
        css=web_parts.CSS,
        footer_links=[],
        run_history=False,
        show_error=False,
    )


def build_page(*_: object) -> gr.Blocks:
    """The page; it takes what OpenEnv gives a `gradio_builder`, and needs none of it."""
    blocks = Page().blocks
    blocks.queue(default_concurrency_limit=8, api_open=False)
    return blocks


class Page:
    """The parts of the page and what happens between them."""

    def __init__(self) -> None:
        """Lay the page out and connect its parts."""
        self.blocks: gr.Blocks = gr.Blocks(
            title="Majordomo", fill_width=True, analytics_enabled=False
        )
        with self.blocks:
            self._day = gr.State(None)
            self._seen = gr.State(None)
            gr.HTML(web_parts.HEAD)
            self._lay_out_choice()
            with gr.Row():
                with gr.Column(scale=6, min_width=420):
                    self._briefing = gr.Textbox(
                        label="Briefing", lines=26, max_lines=26, interactive=False,
                        elem_id="mj-briefing", buttons=["copy"],
                    )  # fmt: skip
                with gr.Column(scale=5, min_width=380):
                    self._meters = gr.HTML()
                    self._lay_out_form()
                    self._said = gr.HTML(web_parts.said("Choose a day and begin it."))
            with gr.Row():
                with gr.Column(scale=6, min_width=420):
                    gr.Markdown("### Timeline")
                    self._timeline = gr.HTML(web_parts.timeline(()))
                with gr.Column(scale=5, min_width=380):
                    gr.Markdown("### Reward by rubric node, summed over the day")
                    self._bars = gr.HTML(web_parts.bars({}))
            self._connect()

    def _lay_out_choice(self) -> None:
        names = tasks.first_names()
        with gr.Row(equal_height=True):
            self._task = gr.Dropdown(
                names, value=tasks.DEFAULT_TASK, label="Day: one of these, or FAMILY:SEED[:LEVEL]",
                scale=5, elem_id="mj-task", allow_custom_value=True,
            )  # fmt: skip
            self._seed = gr.Number(0, label="Seed", precision=0, scale=2, elem_id="mj-seed")
            self._begin = gr.Button("Begin the day", variant="primary", scale=2, elem_id="mj-begin")

    def _lay_out_form(self) -> None:
        with gr.Row():
            self._agent = gr.Dropdown(
                [str(a) for a in Agent], value=str(Agent.ORCHESTRATOR), label="Agent",
                min_width=120, elem_id="mj-agent",
            )  # fmt: skip
            self._tool = gr.Dropdown(
                LEGAL[Agent.ORCHESTRATOR], value=FIRST_TOOL, label="Tool", min_width=150,
                elem_id="mj-tool",
            )  # fmt: skip
        self._item = gr.Dropdown([], label="Id", elem_id="mj-item")
        self._args = gr.Code(
            "{}", language="json", label="Arguments", lines=7, max_lines=12, interactive=True,
            elem_id="mj-args",
        )  # fmt: skip
        with gr.Row():
            self._step = gr.Button("Step", variant="primary", scale=3, elem_id="mj-step")
            self._back = gr.Button("Take back", scale=1, elem_id="mj-back")

    def _connect(self) -> None:
        shown = [
            self._day, self._seen, self._briefing, self._meters, self._said, self._timeline,
            self._bars, self._item, self._args,
        ]  # fmt: skip
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        fill: dict[str, Any] = {
            "fn": _fill,
            "inputs": [self._seen, self._tool, self._item],
            "outputs": self._args,
            **quiet,
        }
        form = [self._agent, self._tool, self._args, self._item]
        self._begin.click(
            _begin, [self._day, self._seen, self._task, self._seed, self._tool], shown, **quiet
        )
        self._step.click(_step, [self._day, self._seen, *form], shown, **quiet)
        self._back.click(_back, [self._day, self._seen, *form], shown, **quiet)
        self._agent.input(_tools_of, self._agent, self._tool, **quiet).then(**fill)
        self._tool.input(**fill)
        self._item.input(**fill)


def _begin(
    day: WebDay | None, seen: Seen | None, task: object, seed: object, tool: object
) -> list[Any]:
    try:
        day = web_day.choose(task, seed)
        return _show(day, web_day.look(day), tool, "")
    except UserError as error:
        return _complain(day, seen, str(error))


def _step(
    day: WebDay | None, seen: Seen | None, agent: object, tool: object, args: object, item: object
) -> list[Any]:
    if day is None:
        return _complain(day, seen, "no day has begun yet: choose one and begin it")
    if seen is not None and seen.now.done:
        return _complain(day, seen, "the day is over: take a step back, or begin another")
    try:
        more = web_day.call(day, agent, tool, args)
        return _show(more, web_day.look(more), tool, item)
    except UserError as error:
        return _complain(day, seen, str(error))


def _back(
    day: WebDay | None, seen: Seen | None, agent: object, tool: object, args: object, item: object
) -> list[Any]:
    if day is None or not day.calls:
        return _complain(day, seen, "there is no step to take back")
    less = web_day.take_back(day)
    return _show(less, web_day.look(less), tool, item)


def _show(day: WebDay, seen: Seen, tool: object, item: object) -> list[Any]:
    """The whole page; the arguments stay as typed while the item that they name is still there."""
    choices = ids(seen.now)
    is_same = item in seen.now.ids
    chosen = item if is_same else (choices[0][1] if choices else None)
    args = gr.skip() if is_same else _fill(seen, tool, chosen)
    return [
        day, seen, seen.now.text, web_parts.meters(seen.now, seen.return_),
        web_parts.outcome(seen), web_parts.timeline(seen.rows), web_parts.bars(seen.sums),
        gr.update(choices=choices, value=chosen), args,
    ]  # fmt: skip


def _complain(day: WebDay | None, seen: Seen | None, text: str) -> list[Any]:
    same = gr.skip()
    return [day, seen, same, same, web_parts.said(text, is_bad=True), same, same, same, same]


def _fill(seen: Seen | None, tool: object, item: object) -> str:
    if seen is None:
        return "{}"
    return web_day.prefill(seen.now, str(tool or ""), str(item or ""))


def _tools_of(agent: object) -> Any:
    names = LEGAL.get(str(agent), [])
    return gr.update(choices=names, value=names[0] if names else None)


def ids(now: MajordomoObservation) -> list[tuple[str, str]]:
    """The ids that a call can name, each with a word on what it is."""
    about = {i["id"]: i["text"] for i in now.day.get("items", [])}
    about |= {e["id"]: e["title"] for e in now.day.get("events", [])}
    return [(f"{i} · {about[i]}"[:90] if i in about else i, i) for i in now.ids]
