"""Chat models by name: the scripted teacher, local weights, or any provider of LangChain.

Importing this package loads no model library; `load_model` does, and only the one it needs.
"""

from assistant.models.errors import ModelError
from assistant.models.spec import DEFAULT_MODEL, load_model

__all__ = ["DEFAULT_MODEL", "ModelError", "load_model"]
