"""A diff of bytes is the change itself: what applies it elsewhere gets the same bytes."""

import os
import subprocess
from pathlib import Path

from assistant.workspaces.patches import deltas, unified

LONG = b"".join(b"line %d\n" % n for n in range(400))

BEFORE = {
    "/day/todo.txt": b"one\r\ntwo\nthree",
    "/day/no end": b"a\nb\nc",
    "/day/latin": b"Gr\xfc\xdfe\nand more\n",
    "/day/long": LONG,
    "/day/gone": b"was here\n",
    "/day/new/1.mail": b"moved whole\n",
    "/day/same": b"untouched",
    "/day/empty": b"",
    '/day/odd "name"\\\t.txt': b"x\n",
    "/day/breaks": b"a\x0bb\x0cc\rd\xc2\x85e\n",
}
AFTER = {
    "/day/todo.txt": b"one\r\n2\nthree\n",
    "/day/no end": b"a\nb\nc\nd",
    "/day/latin": b"Gr\xfc\xdfe\nand less\n",
    "/day/long": b"first\n" + LONG.replace(b"line 200\n", b"") + b"last",
    "/day/cur/1.mail:2,S": b"moved whole\n",
    "/day/same": b"untouched",
    "/day/empty": b"no more\n",
    '/day/odd "name"\\\t.txt': b"y\n",
    "/day/breaks": b"a\x0bb\x0cc\rd\xc2\x85f\n",
    "/day/made": b"new",
}


def write(files: dict[str, bytes], root: Path) -> None:
    for path, data in files.items():
        target = Path(f"{root}{path}")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def test_git_makes_the_same_bytes_of_it(tmp_path: Path):
    write(BEFORE, tmp_path)
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "--whitespace=nowarn", "-"],
        input=unified(deltas(BEFORE, AFTER)), cwd=tmp_path, check=True,
        env=os.environ | {"GIT_DIR": "/nowhere"},
    )  # fmt: skip
    found = {
        str(path).removeprefix(str(tmp_path)): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert found == AFTER


def test_a_file_that_moved_is_one_change_and_is_not_gone_as_well():
    (delta,) = deltas({"/a/1": b"x"}, {"/b/1": b"x"})
    assert delta.paths == ("/a/1", "/b/1")
    assert b"rename from a/1\nrename to b/1\n" in unified([delta])


def test_what_is_the_same_is_no_change():
    assert unified(deltas(BEFORE, BEFORE)) == b""
