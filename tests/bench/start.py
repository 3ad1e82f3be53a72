"""How long a start takes, beside that of Python itself; and what a second process gains, beside the yardstick's."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.articles import article, text_of, write
from tests.bench.clock import Row, turns

__all__ = ["processes", "starts"]

_CUT = """
import sys, jieba
jieba.setLogLevel(60)
jieba.initialize()
text = open(sys.argv[1], encoding="utf-8").read()
input()
for _ in jieba.cut(text):
    pass
print("done", flush=True)
"""


def _run(*arguments: str) -> None:
    # Whoever installs a package has its compiled files; where they are never written, each start compiles anew.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)


def starts(rounds: int) -> list[Row]:
    """Measure cold starts: the help, one article, the numbers of a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(article(0), encoding="utf-8")
        entry = "from zongshu.cli import main; main()"
        numbers = "import zongshu; zongshu.quantities('建成站点280个，覆盖率73.8%')"
        work = {
            "python": lambda: _run("-c", "pass"),
            "help": lambda: _run("-c", entry, "--help"),
            "article": lambda: _run("-c", entry, "extract", str(one), "--quiet"),
            "numbers": lambda: _run("-c", numbers),
        }
        for warm in work.values():
            warm()  # compiled files are written once
        times = turns(work, rounds, time.perf_counter)
    yard = times["python"]
    rows = [Row("start", "yardstick: python -c pass", yard.best, "s", yard.best, max(yard.seconds))]
    for key, name, wanted in (
        ("help", "zongshu --help", "≤ 0.25 s"),
        ("article", "zongshu extract of one article", "≤ 0.8 s"),
        ("numbers", "import zongshu and the numbers of a sentence", ""),
    ):
        taken = times[key]
        value, low, high = taken.over(yard)
        rows.append(Row("start", name, taken.best, "s", taken.best, max(taken.seconds), wanted))
        rows.append(Row("start", name, value, "× python -c pass", low, high))
    return rows


def processes(count: int, rounds: int) -> list[Row]:
    """Measure what two processes gain over one, for the tool and for the yardstick, by the clock on the wall.

    To start a worker takes about a second, which no second worker makes shorter: a run must be long enough that this is
    little of it. Starting the yardstick's processes is not measured at all.
    """
    with tempfile.TemporaryDirectory() as folder:
        reports, text = Path(folder) / "reports", Path(folder) / "text.txt"
        write(reports, count, seed=3)
        text.write_text(text_of(2_000_000), encoding="utf-8")

        def extract(jobs: int) -> float:
            began = time.perf_counter()
            entry = "from zongshu.cli import main; main()"
            out = str(Path(folder) / "out.jsonl")
            _run("-c", entry, "extract", str(reports), "-o", out, "--jobs", str(jobs), "--quiet")
            return time.perf_counter() - began

        gains, yard = [], []
        for _ in range(rounds):
            gains.append(extract(1) / extract(2))
            yard.append(2 * _cut(text, 1) / _cut(text, 2))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if cores < 2:
        return []
    name = f"two processes over one, {count:,} articles"
    return [
        Row("processes", name, max(gains), "× as fast", min(gains), max(gains), "≥ 1.8"),
        Row("processes", "yardstick: jieba.cut twice at once", max(yard), "× as fast", min(yard), max(yard)),
    ]


def _cut(path: Path, together: int) -> float:
    """Return how long so many processes take that all cut one text at the same time; starting them does not count."""
    running = [
        subprocess.Popen([sys.executable, "-c", _CUT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(together)
    ]
    time.sleep(3)
    began = time.perf_counter()
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
    return time.perf_counter() - began
