"""Endurance: many synthetic articles through `zongshu extract`, once undisturbed and once killed and resumed twice.

    python -m tests.bench.soak [--articles N] [--jobs N] [--engine local|dask] [--keep FOLDER]

Ends with exit code 1 where an article is missing or there twice, where the memory of a process grows or passes its
bound, or where the killed run does not end with the bytes of the undisturbed one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests.bench.articles import write

_MEGABYTES, _GROWTH = 250, 1.15
# Caches fill first; in a shorter run that is all the growth there is to see.
_ENOUGH = 5000
# What a cluster's own processes hold besides.
_DASK_MEGABYTES = 400


@dataclass(slots=True)
class Run:
    """One run and what was seen of it.

    Attributes:
        code: how it ended; negative where it was killed.
        seconds: how long it took.
        held: for each process, its memory in MB as time went on.
    """

    code: int
    seconds: float
    held: dict[int, list[float]] = field(default_factory=dict)

    @property
    def most(self) -> float:
        """The most that one process held."""
        return max((max(of) for of in self.held.values()), default=0.0)

    @property
    def growth(self) -> float:
        """How many times what it held after a third of its time the process that grew most held at its end."""
        long = [of for of in self.held.values() if len(of) >= 12]
        return max((max(of[-len(of) // 6 :]) / max(of[len(of) // 4 : len(of) // 3 + 1]) for of in long), default=1.0)


def extract(arguments: list[str], kill_after: float | None = None) -> Run:
    """Run `zongshu extract` in a group of its own; kill the whole group after so many seconds, where told to.

    Args:
        arguments: of the command.
        kill_after: seconds; None to let it end.
    """
    command = [sys.executable, "-c", "from zongshu.cli import main; main()", "extract", "--quiet", *arguments]
    began = time.monotonic()
    running = subprocess.Popen(command, start_new_session=True)
    held: dict[int, list[float]] = {}
    while running.poll() is None:
        if kill_after is not None and time.monotonic() - began > kill_after:
            _kill(running)
            break
        _look(running.pid, held)
        time.sleep(0.25)
    return Run(running.wait(), time.monotonic() - began, held)


def _look(pid: int, held: dict[int, list[float]]) -> None:
    try:
        main = psutil.Process(pid)
        for process in [main, *main.children(recursive=True)]:
            held.setdefault(process.pid, []).append(process.memory_info().rss / 1e6)
    except psutil.NoSuchProcess:
        return


def _kill(running: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it started, without a warning."""
    try:
        children = psutil.Process(running.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue


def digest(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def accounted(path: Path, folder: Path) -> list[str]:
    """Return what is wrong with the articles of an output: missing, there twice, or failed."""
    wanted = {file.name for file in folder.rglob("*.txt")}
    seen: Counter[str] = Counter()
    failed = 0
    with path.open("rb") as lines:
        for line in lines:
            made = json.loads(line)
            seen[made["article"]["source"].rsplit("/", 1)[-1]] += 1
            failed += any(issue["code"].startswith(("internal.", "read.")) for issue in made["issues"])
    problems = []
    if missing := wanted - seen.keys():
        problems.append(f"{len(missing)} articles are missing, as {min(missing)}")
    if twice := [name for name, times in seen.items() if times > 1]:
        problems.append(f"{len(twice)} articles are there more than once, as {min(twice)}")
    if failed:
        problems.append(f"{failed} articles failed")
    return problems


def soak(folder: Path, count: int, jobs: int, engine: str, seed: int) -> list[str]:
    """Do both runs; returns what went wrong."""
    reports = folder / "reports"
    write(reports, count, seed=seed)
    options = ["--jobs", str(jobs), "--engine", engine]
    whole = folder / "undisturbed.jsonl"
    run = extract([str(reports), "-o", str(whole), *options])
    if run.code:
        return [f"the undisturbed run ended with {run.code}"]
    print(f"undisturbed: {count:,} articles in {run.seconds:.1f} s ({count / run.seconds:.0f} a second)")
    print(f"memory of a process: at most {run.most:.0f} MB, growth {run.growth:.2f}", flush=True)
    problems = accounted(whole, reports)
    most = _MEGABYTES if engine == "local" else _DASK_MEGABYTES
    if run.most > most:
        problems.append(f"a process held {run.most:.0f} MB, more than {most}")
    if count >= _ENOUGH and run.growth > _GROWTH:
        problems.append(f"the memory of a process grew {run.growth:.2f} times")
    rng = random.Random(seed)
    broken = folder / "killed.jsonl"
    for share in (rng.uniform(0.2, 0.5), rng.uniform(0.3, 0.6)):
        after = share * run.seconds
        cut = extract([str(reports), "-o", str(broken), "--resume", *options], kill_after=after)
        print(f"killed after {cut.seconds:.1f} s" if cut.code else "ended before it was killed", flush=True)
    last = extract([str(reports), "-o", str(broken), "--resume", *options])
    if last.code:
        return [*problems, f"the resumed run ended with {last.code}"]
    print(f"resumed and ended after {last.seconds:.1f} s")
    same = digest(whole) == digest(broken)
    print(f"digest {digest(whole)[:16]}, of the resumed run {'the same' if same else digest(broken)[:16]}")
    if not same:
        problems.append("the resumed run gave other bytes than the undisturbed one")
    return problems


def main() -> None:
    """Soak in a temporary folder, or in one that stays."""
    parser = argparse.ArgumentParser(description="Many articles, killed and resumed: all accounted for, same bytes.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--engine", choices=["local", "dask"], default="local")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="work here and leave the files")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        problems = soak(folder, given.articles, given.jobs, given.engine, given.seed)
    if problems:
        sys.exit("\n".join(f"FAILED: {problem}" for problem in problems))
    print("all accounted for, same bytes" + (", memory flat" if given.articles >= _ENOUGH else ""))


if __name__ == "__main__":
    main()
