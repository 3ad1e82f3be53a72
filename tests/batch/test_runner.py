from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from zongshu.batch import Engine, Limits, Options, plan
from zongshu.batch import local as local_module
from zongshu.batch.engine import process
from zongshu.batch.items import Item, items
from zongshu.batch.local import Crew
from zongshu.errors import UsageError
from zongshu.record import decode

FAKE = "tests.batch.units:fake"


def run(names: list[str], processes: int = 2, limits: Limits | None = None, unit: str = FAKE) -> dict[str, str]:
    """Return what became of each article: "" or the code of its failure; the order is checked."""
    engine = Engine("local", processes, limits=limits or Limits(), unit=unit)
    done = list(process((Item(name) for name in names), Options(), engine))
    assert [item.source for item, _ in done] == names
    return {item.source: result.failed[0] if result.failed else "" for item, (result,) in done}


def test_an_article_that_always_kills_its_process_fails_alone() -> None:
    names = [f"{number}" for number in range(90)]
    names[40] = "kill"
    found = run(names)
    assert found.pop("kill") == "internal.killed"
    assert set(found.values()) == {""}


def test_several_that_kill_in_one_batch() -> None:
    found = run(["kill 0", "1", "kill 2", "kill 3", "4"], 1)
    assert [name for name, code in found.items() if code] == ["kill 0", "kill 2", "kill 3"]


def test_an_article_that_never_ends_fails_alone() -> None:
    began = time.monotonic()
    found = run(["0", "hang", "2"], 1, Limits(seconds=0.5))
    assert found == {"0": "", "hang": "internal.time", "2": ""}
    assert time.monotonic() - began < 30


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems set no bound on memory")
def test_an_article_that_eats_the_memory_fails_alone() -> None:
    found = run(["0", "eat", "2"], 1, Limits(memory=1_000_000_000))
    assert found == {"0": "", "eat": "internal.memory", "2": ""}


def test_what_is_lost_is_a_record_that_says_why() -> None:
    engine = Engine("local", 1, limits=Limits(seconds=0.3), unit=FAKE)
    ((_, (result,)),) = process([Item("hang.txt", meta={"title": "题"})], Options(), engine)
    made = decode(result.line or b"")
    assert (made.article.source, made.article.title, made.claims) == ("hang.txt", "题", [])
    assert "--article-seconds" in made.issues[0].message


@pytest.mark.slow
def test_processes_killed_at_random_times(monkeypatch: pytest.MonkeyPatch) -> None:
    workers: list[local_module.Process] = []

    class Recorded(local_module.Process):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            workers.append(self)

    monkeypatch.setattr(local_module, "Process", Recorded)
    monkeypatch.setattr(
        local_module, "_TRIES", 9
    )  # so many kills in so short a time may hit one article again and again
    chance = random.Random(8)
    killed = []
    over = threading.Event()

    def kill() -> None:
        while len(killed) < 20 and not over.wait(chance.uniform(0, 0.1)):
            # As a rule in the midst of an article, now and then while it starts or waits.
            found = [one._child for one in workers if one._at is not None or chance.random() < 0.02]
            if alive := [child for child in found if child is not None and child.poll() is None]:
                chance.choice(alive).kill()
                killed.append(1)

    killer = threading.Thread(target=kill)
    killer.start()

    def names() -> list[Item]:
        number = 0
        while len(killed) < 20:  # as long as there is somebody to be killed
            number += 1
            yield Item(f"slow {number}")  # type: ignore[misc]

    try:
        done = list(process(names(), Options(), Engine("local", 2, unit=FAKE)))
    finally:
        over.set()
        killer.join()
    assert len(killed) == 20
    assert [item.source for item, _ in done] == [f"slow {number}" for number in range(1, len(done) + 1)]
    assert [result.failed for _, results in done for result in results] == [None] * len(done)


def test_a_reader_that_stops_ends_the_processes() -> None:
    crew = Crew(Options(), Limits(), 2, FAKE)
    future = crew.submit([Item("hang")])
    while not crew._all or crew._all[0]._at is None:
        time.sleep(0.01)
    child = crew._all[0]._child
    crew.close()
    assert child is not None
    assert child.poll() is not None
    assert future.exception() is not None


def test_a_process_ends_with_its_parent() -> None:
    code = (
        "import os\n"
        "from zongshu.batch import Limits, Options\n"
        "from zongshu.batch.items import Item\n"
        "from zongshu.batch.parent import Process\n"
        f"process = Process(Options(), Limits(), {FAKE!r})\n"
        "process.ask([Item('0')])\n"
        "print(process._child.pid, flush=True)\n"
        "os._exit(1)\n"
    )
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path.cwd()), paths))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False)
    pid = int(done.stdout)
    deadline = time.monotonic() + 10
    while _runs(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_unit_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="cannot start"):
        run(["0"], 1, unit="tests.batch.units:none")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems set no bound on memory")
def test_an_article_that_needs_more_memory_than_is_allowed_fails_alone(tmp_path: Path) -> None:
    text = "2024年，孝义市建成志愿服务站{}个。\n"
    for name in ("a", "c"):
        (tmp_path / f"{name}.txt").write_text(text.format(3), encoding="utf-8")
    (tmp_path / "b.txt").write_bytes("县里的工作做得很好，".encode() * 3_000_000)
    work = plan([tmp_path], Options())
    done = list(
        process(items(work.sources, work.options), Options(), Engine("local", 1, limits=Limits(memory=200_000_000)))
    )
    found = {Path(item.source).name: result.failed for item, (result,) in done}
    assert (found["a.txt"], found["c.txt"]) == (None, None)
    assert found["b.txt"] is not None
    assert found["b.txt"][0] == "internal.memory"
    assert "--article-memory" in found["b.txt"][1]
