"""Every notebook runs, and what it shows is what comes out. `python tests/test_notebooks.py` runs them and stores that.

Names of notebooks after it (`02_comparing_counties`) store only these.
"""

from __future__ import annotations

import re
import resource
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
_ADDRESS = re.compile(r"0x[0-9a-f]+")
_SECONDS = 120
_BYTES = 600_000


def execute(path: Path, folder: Path) -> Any:
    """Run a notebook in a copy of what it uses, so that nothing is written into the checkout."""
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    (folder / "notebooks").mkdir()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=5 * _SECONDS,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(folder / "notebooks")}},
    )
    client.execute()
    return notebook


def shown(cell: Any) -> list[str]:
    """Give the outputs of a cell as text, without what differs from run to run and from machine to machine.

    Of a picture only that it is there: its pixels depend on the fonts. Warnings are judged where outputs are stored.
    """
    texts: list[str] = []
    printing = False
    for output in cell.outputs:
        data = output.get("data", {})
        if "image/png" in data:
            texts.append("(picture)")
        elif output.get("name") == "stdout" and printing:
            # what is printed arrives in pieces; where it is cut is chance
            texts[-1] += _ADDRESS.sub("0x", output["text"])
        elif output.get("name") != "stderr":
            text = data.get("text/html") or data.get("text/plain") or output.get("text", "")
            texts.append(_ADDRESS.sub("0x", text))
        printing = output.get("name") == "stdout"
    return texts


def _processor_seconds() -> float:
    """Give the time that kernels and what they called took of the processor, which other work on the machine does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    assert [path.name[:3] for path in NOTEBOOKS] == ["01_", "02_", "03_", "04_", "05_"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stored_and_are_what_comes_out(path: Path, tmp_path: Path) -> None:
    stored = nbformat.read(path, as_version=4)
    began = _processor_seconds()
    fresh = execute(path, tmp_path)
    assert _processor_seconds() - began < _SECONDS, "a notebook must not take longer than two minutes"
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
    opening = notebook.cells[0].source
    assert "invented" in opening and "虚构" in opening, (
        "a notebook says at its beginning that the articles are invented"
    )
    assert path.stat().st_size < _BYTES


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_links_to_other_notebooks_lead_somewhere(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for name in re.findall(r"\]\((\w+\.ipynb)\)", text):
        assert (path.parent / name).is_file(), name


def store() -> None:
    for path in [path for path in NOTEBOOKS if not sys.argv[1:] or path.stem in sys.argv[1:]]:
        with tempfile.TemporaryDirectory() as folder:
            notebook = execute(path, Path(folder))
        notebook.metadata["language_info"] = {"name": "python"}
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(notebook, path)
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")


if __name__ == "__main__":
    store()
