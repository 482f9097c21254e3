import subprocess
import sys
from pathlib import Path

import pytest

from memory import KnowledgeBase, MemoryUnavailable
from tests.memory.conftest import OpenKb

OWNER = """
import sys
from pathlib import Path
from memory import KnowledgeBase
kb = KnowledgeBase.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_and_told_who_has_it(directory: Path):
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(directory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdout and owner.stdout.readline() == "open\n"
        with pytest.raises(MemoryUnavailable) as caught:
            KnowledgeBase.open(directory)
        assert str(caught.value) == (
            f"{directory} is in use by another Majordomo (pid {owner.pid}); "
            "wait for it or stop it, or name another folder"
        )
        owner.kill()
    KnowledgeBase.open(directory).close()  # the lock died with its owner


def test_the_same_process_cannot_open_it_twice(directory: Path, open_kb: OpenKb):
    open_kb()
    with pytest.raises(MemoryUnavailable, match="already open in this process"):
        KnowledgeBase.open(directory)


def test_a_file_where_the_folder_should_be_is_a_clear_error(tmp_path: Path):
    (tmp_path / "kb").write_text("I am no folder.")
    with pytest.raises(MemoryUnavailable, match="cannot be used"):
        KnowledgeBase.open(tmp_path / "kb")


def test_a_closed_knowledge_base_says_so(open_kb: OpenKb):
    kb = open_kb()
    kb.close()
    kb.close()
    with pytest.raises(MemoryUnavailable, match="was closed"):
        kb.search("anything")
