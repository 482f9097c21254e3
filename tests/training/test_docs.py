from pathlib import Path

from assistant.contract.tools import TOOLS
from training.recipe import load_recipe

DOCS = Path(__file__).parents[2] / "docs"

HIDDEN, INNER, KEYS, LAYERS, VOCABULARY = 3584, 18944, 512, 28, 152_064
"""Of Qwen2.5-7B: `hidden_size`, `intermediate_size`, 4 key-value heads of 128, and so on."""


def test_the_problem_page_names_every_verb():
    page = (DOCS / "problem-and-model.md").read_text()
    assert [name for name in TOOLS if f"`{name}`" not in page] == []


def test_the_memory_arithmetic_of_the_problem_page_adds_up():
    page = (DOCS / "problem-and-model.md").read_text()
    linear = LAYERS * (2 * HIDDEN**2 + 2 * HIDDEN * KEYS + 3 * HIDDEN * INNER)
    outer = 2 * VOCABULARY * HIDDEN
    rank = load_recipe("qwen2.5-7b-peft").model.lora_r
    ends = 2 * (HIDDEN + HIDDEN) + 2 * (HIDDEN + KEYS) + 3 * (HIDDEN + INNER)
    adapter = rank * LAYERS * ends
    cache = 2 * LAYERS * KEYS * 2
    four_bits = 0.5 + 0.127 / 8  # nf4, and its scales quantised, too
    for figure in (
        f"{linear / 1e9:.2f} B", f"{linear * four_bits / 1e9:.1f} (0.516",
        f"{2 * linear / 1e9:.1f}",
        f"{outer / 1e9:.2f} B", f"{2 * outer / 1e9:.1f} |", f"{adapter / 1e6:.1f} M",
        f"| {16 * adapter / 1e9:.1f} |", f"{cache / 1e3:.0f} kB", f"{4 * linear / 1e9:.1f} (fp32)",
        f"{32 * 2048 * cache / 1e9:.1f}, while sampling", f"{2 * (linear + outer) / 1e9:.1f}.",
        f"{12 * (linear + outer) / 1e9:.1f} / 4",
    ):  # fmt: skip
        assert figure in page, figure
    most = linear * four_bits + 2 * outer + 16 * adapter + 32 * 2048 * cache
    assert f"**{most / 1e9:.0f}**" in page
