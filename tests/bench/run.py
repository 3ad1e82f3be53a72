"""All measurements of speed, memory and start, with their yardsticks in the same run: a table and a picture.

    python -m tests.bench.run [--quick] [--only GROUP] [--peers FOLDER] [-o FOLDER] [--picture FILE]

Writes `bench.json`, `bench.md` and `bench.png`. Figures that are ratios hold on other machines too; the load of the
machine is told with them, since a busy one widens the spread.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path

from tests.bench import memory, peers, picture, speed, start
from tests.bench.clock import Row

HEADS = {
    "reports": "Speed on texts with as many numbers as reports have",
    "dense": "Speed on texts full of numbers",
    "stages": "Where the time goes",
    "peers": "Other tools, numbers alone, on the texts of the first table",
    "start": "Start",
    "memory": "Memory",
    "processes": "Processes",
    "size": "Length of a text",
    "compare": "Comparing",
}


def compared() -> list[Row]:
    """Compare a million claims; see `compare_million`."""
    command = [sys.executable, "-m", "tests.bench.compare_million"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    taken = re.search(r"compare (\d+\.\d+) s", printed)
    held = re.search(r"peak memory (\d+\.\d+) GB", printed)
    assert taken and held, f"compare_million says something else than before:\n{printed}"
    return [
        Row("compare", "a million claims, 2,800 counties", float(taken[1]), "s", wanted="≤ 20 s"),
        Row("compare", "memory, at most", float(held[1]), "GB", wanted="≤ 4 GB"),
    ]


def table(rows: Iterable[Row], about: dict[str, str]) -> str:
    """Return the rows as Markdown."""
    lines = [", ".join(f"{key} {value}" for key, value in about.items())]
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            lines += ["", f"**{HEADS[group]}**", "", "| what | measured | spread | goal |", "|---|---:|---:|---|"]
        spread = f"{row.low:.3g}–{row.high:.3g}" if row.low is not None else ""
        met = {None: "", True: " ✓", False: " missed"}[row.met]
        lines.append(f"| {row.name} | {row.value:.3g} {row.unit} | {spread} | {row.wanted}{met} |")
    return "\n".join(lines) + "\n"


def write(rows: list[Row], out: Path, drawing: Path) -> None:
    """Write the table, the figures and the picture."""
    about = {"Python": platform.python_version(), "system": platform.system(), "cores": str(os.cpu_count())}
    if hasattr(os, "getloadavg"):
        about["load of the last minutes"] = f"{os.getloadavg()[2]:.1f}"
    figures = {"about": about, "rows": [{**asdict(row), "met": row.met} for row in rows]}
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.md").write_text(table(rows, about), encoding="utf-8")
    (out / "bench.json").write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    picture.draw(rows, drawing)


def main() -> None:
    """Measure, print, write; exit code 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description="Measure speed, memory and start beside their yardsticks.")
    parser.add_argument("--quick", action="store_true", help="smaller and fewer, for a look")
    parser.add_argument("--only", action="append", metavar="GROUP", help="speed, stages, peers, start, memory, …")
    parser.add_argument("--peers", type=Path, default=peers.FOLDER, help="environment made by tests.bench.peers")
    parser.add_argument("-o", "--out", type=Path, default=Path("out"))
    parser.add_argument("--picture", type=Path, help="default: bench.png beside the table")
    given = parser.parse_args()
    quick = given.quick
    work: dict[str, Callable[[], list[Row]]] = {
        "speed": lambda: speed.speed(10 if quick else 20, 3 if quick else 7),
        "stages": lambda: speed.stages(10 if quick else 20, 3 if quick else 5),
        "peers": lambda: peers.peers(given.peers, 10 if quick else 15, 2 if quick else 3),
        "start": lambda: start.starts(5 if quick else 12),
        "memory": lambda: memory.memory(900 if quick else 6_000),
        "processes": lambda: start.processes(600 if quick else 8_000, 1 if quick else 3),
        "size": lambda: speed.linearity(1_000_000 if quick else 7_000_000, 2 if quick else 3),
        "compare": compared,
    }
    rows: list[Row] = []
    for name, measure in work.items():
        if given.only and name not in given.only:
            continue
        print(f"{name} …", file=sys.stderr, flush=True)
        rows += measure()
        write(rows, given.out, given.picture or given.out / "bench.png")  # a run that is cut off leaves what it has
    print((given.out / "bench.md").read_text(encoding="utf-8"))
    missed = [row.name for row in rows if row.met is False]
    if missed:
        sys.exit(f"goals missed: {'; '.join(missed)}")


if __name__ == "__main__":
    main()
