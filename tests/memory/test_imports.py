import subprocess
import sys
from pathlib import Path

import pytest

import memory

HEAVY = (
    "{'chromadb', 'torch', 'transformers', 'sentence_transformers', 'langgraph', 'langchain_core'}"
)


def loaded_after(code: str) -> str:
    code += f"\nimport sys; print(sorted({HEAVY} & set(sys.modules)))"
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_importing_the_package_loads_no_library():
    code = "import memory, sys; assert not {'numpy', 'pydantic'} & set(sys.modules)"
    assert loaded_after(code) == "[]"


def test_adding_a_note_loads_neither_chroma_nor_torch(tmp_path: Path):
    code = f"""
from pathlib import Path
from memory import KnowledgeBase
with KnowledgeBase.open(Path({str(tmp_path / "kb")!r})) as kb:
    kb.add("The lease ends in September.", "preference", "you", "lease")
"""
    assert loaded_after(code) == "[]"


def test_everything_that_is_promised_can_be_imported():
    for name in memory.__all__:
        assert getattr(memory, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = memory.Nothing
