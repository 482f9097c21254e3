"""The training guide names commands, options, recipes and files that exist."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from majordomo.cli import app
from training.recipe import recipe_names

GUIDE = Path(__file__).parents[2] / "docs" / "training.md"


def commands() -> list[list[str]]:
    """The arguments of each `majordomo` line, in blocks and in running text."""
    text = GUIDE.read_text("utf-8").replace("\\\n", " ")
    found = re.findall(r"^majordomo (.+)$", text, re.MULTILINE)
    found += re.findall(r"`majordomo ([^`]+ --[^`]+)`", text)
    return [shlex.split(line, comments=True) for line in dict.fromkeys(found)]


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_each_command_of_the_guide_is_one(words: list[str]) -> None:
    command = typer.main.get_command(app)
    arguments = list(words)
    while isinstance(command, typer.core.TyperGroup) and not arguments[0].startswith("-"):
        command = command.commands[arguments.pop(0)]
    # Reads the options, and refuses unknown or missing ones, without running anything.
    with command.make_context(words[0], arguments):
        pass


def test_every_link_leads_to_a_file() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE.read_text("utf-8"))
    assert len(links) > 5
    assert [link for link in links if not (GUIDE.parent / link).is_file()] == []


def test_every_recipe_of_the_guide_is_bundled() -> None:
    named = [words[words.index("--recipe") + 1] for words in commands() if "--recipe" in words]
    assert named and set(named) <= set(recipe_names())
