"""The notebook is well-formed, carries no outputs, and runs from its first cell to its last.

Its cells run as Jupyter runs them, one namespace and an event loop that is running already, but
without Jupyter: that would be a dependency for this test alone.
"""

import ast
import inspect
import json
import math
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest

from assistant.models import load_model
from assistant.models.local import LocalChatModel
from training.runs import RunFolder

FOLDER = Path(__file__).parents[2] / "training" / "notebooks"
NOTEBOOK = FOLDER / "grpo_over_the_graph.ipynb"

SECTIONS = [
    "Install", "Load", "Connect", "Rollout", "GRPO", "Logging", "Plots", "Save",
    "Before and after", "Stop",
]  # fmt: skip


def cells_of(path: Path = NOTEBOOK) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return cells


def parts_of(source: str, name: str) -> list[Any]:
    """A cell as code objects: its statements, and its last expression, which is shown."""
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    parts = [compile(tree, name, "exec", flags)]
    if isinstance(last, ast.Expr):
        parts.append(compile(ast.Expression(last.value), name, "eval", flags))
    return parts


async def run_cell(source: str, name: str, namespace: dict[str, Any]) -> Any:
    """The value of the cell's last expression; `None` where it ends with a statement."""
    value = None
    for code in parts_of(source, name):
        value = eval(code, namespace)
        if inspect.iscoroutine(value):
            value = await value
    return value


def test_it_is_a_notebook_of_format_4_without_outputs() -> None:
    book = json.loads(NOTEBOOK.read_text("utf-8"))
    assert book.keys() == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert book["metadata"]["kernelspec"].keys() >= {"name", "display_name"}
    common = {"cell_type", "id", "metadata", "source"}
    for cell in book["cells"]:
        is_code = cell["cell_type"] == "code"
        assert cell.keys() == common | ({"execution_count", "outputs"} if is_code else set())
        assert is_code or cell["cell_type"] == "markdown"
        assert re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", cell["id"])
        assert all(isinstance(line, str) for line in cell["source"])
        assert not is_code or (cell["execution_count"], cell["outputs"]) == (None, [])
        assert cell["metadata"] == {}
    ids = [cell["id"] for cell in book["cells"]]
    assert len(set(ids)) == len(ids)


def test_each_section_has_code_that_compiles() -> None:
    found: dict[str, int] = {}
    for cell in cells_of():
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            found |= dict.fromkeys(re.findall(r"^## (.+)$", source, re.MULTILINE), 0)
        else:
            assert parts_of(source, cell["id"])
            found[list(found)[-1]] += 1
    assert list(found) == SECTIONS
    assert all(found.values())


def test_the_pages_it_links_to_exist() -> None:
    text = "".join(line for cell in cells_of() for line in cell["source"])
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links and [link for link in links if not (FOLDER / link).is_file()] == []


@pytest.mark.slow
async def test_all_cells_run_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    pictures = []
    try:
        for cell in cells_of():
            if cell["cell_type"] == "code":
                shown = await run_cell("".join(cell["source"]), cell["id"], namespace)
                if shown is not None:
                    pictures.append(shown._repr_png_())
    finally:
        if "server" in namespace:
            namespace["server"].kill()
    assert len(pictures) == 2 and all(p.startswith(b"\x89PNG") for p in pictures)
    assert namespace["server"].returncode is not None

    said = capsys.readouterr().out
    assert "after - before" in said and "not learning" in said and "the oracle)" in said

    # All that it writes is in its own temporary folder.
    assert namespace["work"].parent == tmp_path
    steps = list(RunFolder(namespace["folder"]).events("step"))
    assert [step["step"] for step in steps] == [1, 2, 3, 4]
    assert all(math.isfinite(step[key]) for step in steps for key in ("loss", "entropy", "kl"))
    assert isinstance(load_model(f"hf:{namespace['shipped']}"), LocalChatModel)
    change = namespace["results"]["paired"]["after-before"]
    assert change["n"] == namespace["recipe"].eval.episodes and len(change["ci"]) == 2

    # A cell that is run again goes on: the run is over, so nothing is trained.
    (source,) = ("".join(c["source"]) for c in cells_of() if c["id"] == "grpo-train")
    await run_cell(source, "again", namespace)
    assert list(RunFolder(namespace["folder"]).events("step")) == steps
