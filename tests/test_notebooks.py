"""Every notebook runs, and what it shows is what comes out. `python tests/test_notebooks.py` runs them and stores that."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_ADDRESS = re.compile(r"0x[0-9a-f]+")


def execute(path: Path, folder: Path) -> Any:
    """Run a notebook in a copy of what it uses, so that nothing is written into the checkout."""
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    (folder / "notebooks").mkdir()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=60,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder / "notebooks")}},
    )
    client.execute()
    return notebook


def shown(cell: Any) -> list[str]:
    """Give the outputs of a cell as text, without what differs from run to run."""
    texts = []
    for output in cell.outputs:
        data = output.get("data", {})
        text = data.get("text/html") or data.get("text/plain") or output.get("text", "")
        texts.append(_ADDRESS.sub("0x", text))
    return texts


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stored_and_are_what_comes_out(path: Path, tmp_path: Path) -> None:
    stored = nbformat.read(path, as_version=4)
    began = time.perf_counter()
    fresh = execute(path, tmp_path)
    assert time.perf_counter() - began < 60, "a notebook must not take longer than a minute"
    for number, (old, new) in enumerate(zip(code_cells(stored), code_cells(fresh), strict=True), 1):
        assert shown(old) == shown(new), (
            f"{path.name}, code cell {number} shows something else now; if that is right, "
            f"`python tests/test_notebooks.py` stores it"
        )
    assert sum(bool(cell.outputs) for cell in code_cells(stored)) > len(code_cells(stored)) // 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_clean_and_in_order(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    for cell in cells:
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr", f"a warning is shown: {output.get('text')}"
    assert notebook.cells[0].cell_type == "markdown", "a notebook begins with what it is about"


def store() -> None:
    for path in NOTEBOOKS:
        with tempfile.TemporaryDirectory() as folder:
            notebook = execute(path, Path(folder))
        notebook.metadata["language_info"] = {"name": "python"}
        nbformat.write(notebook, path)
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    store()
