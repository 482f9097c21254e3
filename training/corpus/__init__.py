"""A seeded corpus of how people phrase requests and to-dos, with the calls that are right.

Templates and word lists are written by hand (`FORMAT.md`); nothing is taken from a published
corpus.
"""

from training.corpus.case import Case, check, decisions_of, desk_of
from training.corpus.compose import MIX, case_of, compose
from training.corpus.crowd import crowded
from training.corpus.datasheet import datasheet
from training.corpus.template import AGENTS, Template, load_templates

__all__ = [
    "AGENTS",
    "MIX",
    "Case",
    "Template",
    "case_of",
    "check",
    "compose",
    "crowded",
    "datasheet",
    "decisions_of",
    "desk_of",
    "load_templates",
]
