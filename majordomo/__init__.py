"""The composition root: the `majordomo` command. It may import everything and holds no logic."""

__version__ = "0.1.0"
