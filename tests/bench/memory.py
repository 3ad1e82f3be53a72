"""How much memory one worker holds, and whether that grows with the number of articles."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from pathlib import Path

from tests.bench.clock import Row

__all__ = ["memory"]


def memory(count: int) -> list[Row]:
    """Measure one process over so many articles, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.memory", "--articles", str(count)]
    held = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    early, last = held["early"], held["last"]
    return [
        Row("memory", f"one worker, after {count:,} articles", last, "MB", wanted="≤ 250"),
        Row("memory", f"one worker, at most over {count:,} articles", held["most"], "MB", wanted="≤ 250"),
        Row("memory", f"growth from article {held['at']:,} to {count:,}", last / early, "×", wanted="≤ 1.05"),
    ]


def _resident() -> float:
    """Return what this process holds now, in MB; where the system does not tell, the most it ever held."""
    status = Path("/proc/self/statm")
    if status.is_file():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return _most()


def _most() -> float:
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / 1e6 if sys.platform == "darwin" else size * 1024 / 1e6


def main() -> None:
    """Extract so many articles and print what was held."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, required=True)
    count = parser.parse_args().articles
    from tests.bench.articles import articles

    import zongshu
    from zongshu.record import encode, record

    pipeline = zongshu.Pipeline()
    # The caches are bounded; by this time they are full.
    at = count // 3
    early = 0.0
    for number, text in enumerate(articles(count, seed=4)):
        encode(record(pipeline(text)))
        if number == at:
            early = _resident()
    print(json.dumps({"early": early, "last": _resident(), "most": _most(), "at": at}))


if __name__ == "__main__":
    main()
