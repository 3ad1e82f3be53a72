"""The long run: damaged articles through a check until the time is over, guided by coverage where atheris is installed.

    python -m tests.fuzz.run [--seconds N] [--target text|page|input|claims] [--seed N]

Without a target the time is shared by all of them. Every failure is made small and written to `tests/fuzz/crashes/`,
where a test runs it from then on; the run goes on behind it and ends with exit code 1 if there was one.
"""

from __future__ import annotations

import argparse
import html
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

CRASHES = Path(__file__).parent / "crashes"
ENDINGS = {"text": ".txt", "page": ".html", "input": ".bin", "claims": ".jsonl"}
LONGEST = 6000
# Coverage makes Python code slower, and the checks of time must know it.
_SLOWER = 8.0


class Run:
    """One target: takes inputs, keeps the failures.

    Attributes:
        tried: how many inputs there were.
        failed: one small input for each kind of failure.
    """

    def __init__(self, target: str, check: Callable[[bytes], object]) -> None:
        self.target, self.check = target, check
        self.tried = 0
        self.failed: dict[str, Path] = {}

    def __call__(self, data: bytes) -> None:
        """Try one input."""
        from tests.fuzz.shrink import failure, smallest

        self.tried += 1
        try:
            self.check(data)
        except Exception:
            words = failure(self.check, data)
            if not words or words in self.failed:
                return  # it does not fail twice (a busy machine), or is known
            small = smallest(self.check, data)
            path = CRASHES / f"{self.target}-{sha256(small).hexdigest()[:8]}{ENDINGS[self.target]}"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(small)
            self.failed[words] = path
            print(f"FAILED {words}\n  {path.name}: {small[:300]!r}", flush=True)


def first_inputs(target: str) -> list[bytes]:
    """Return undamaged inputs of a target."""
    from tests.fuzz.damage import samples

    if target == "text":
        return [text.encode() for text in samples()]
    if target == "page":
        return [_page(text).encode() for text in samples()]
    if target == "input":
        return [text.encode(code) for text in samples() for code in ("utf-8", "gb18030", "utf-16")]
    import zongshu
    from zongshu.record import encode, record

    pipeline = zongshu.Pipeline()
    return [b"\n".join(encode(record(pipeline(text[:600]))) for text in samples()[at : at + 2]) for at in range(8)]


def _page(text: str) -> str:
    rows = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return f"<html><head><title>{text[:12]}</title></head><body><table><tr><td>1</td></tr></table>{rows}</body></html>"


def another(target: str, data: bytes, rng: Random) -> bytes:
    """Damage an input: as text, and now and then as bytes."""
    from tests.fuzz.damage import mangled

    if target in ("input", "page") and rng.random() < 0.3:
        at = rng.randrange(len(data) + 1)
        return data[:at] + rng.randbytes(rng.randrange(1, 5)) + data[at + rng.randrange(8) :]
    text = data.decode("utf-8", "replace")
    if target == "input" and rng.random() < 0.2:
        return mangled(text, rng, LONGEST).encode(rng.choice(("gb18030", "utf-16", "big5")), "replace")
    return mangled(text, rng, LONGEST).encode("utf-8", "replace")


def plain(run: Run, seconds: float, seed: int) -> None:
    """Try damaged first inputs one after the other."""
    rng = Random(seed)
    first = first_inputs(run.target)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run(another(run.target, rng.choice(first), rng))


def guided(target: str, seconds: float, seed: int) -> None:
    """Let atheris choose, from inputs that reached new code, which to damage next; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["zongshu"], enable_loader_override=False):
        from tests.fuzz.checks import CHECKS

    run = Run(target, lambda data: CHECKS[target](data, _SLOWER))

    def mutate(data: bytes, longest: int, number: int) -> bytes:
        made = another(target, data, Random(number))
        return made[:longest]

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(first_inputs(target)):
            (Path(folder) / f"{number:03d}").write_bytes(data[: LONGEST * 3])
        print(f"{target}: {seconds:.0f} s, guided by coverage", flush=True)
        end = time.monotonic() + seconds

        def one(data: bytes) -> None:
            run(data)
            if time.monotonic() > end:
                print(f"{target}: {run.tried:,} inputs, {len(run.failed)} kinds of failure", flush=True)
                sys.stdout.flush()
                os._exit(1 if run.failed else 0)

        options = [
            f"-seed={seed}",
            f"-artifact_prefix={folder}-",
            f"-max_len={LONGEST * 3}",
            "-timeout=300",
            "-rss_limit_mb=3000",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], folder, *options], one, custom_mutator=mutate)
        atheris.Fuzz()


def main() -> None:
    """Run one target, or each in a process of its own."""
    parser = argparse.ArgumentParser(description="Fuzz until the time is over.")
    parser.add_argument("--seconds", type=float, default=1200)
    parser.add_argument("--target", choices=sorted(ENDINGS))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if given.target is None:
        share = {"text": 0.55, "page": 0.15, "input": 0.15, "claims": 0.15}
        call = [sys.executable, "-m", "tests.fuzz.run", "--seed", str(given.seed)]
        ended = [
            subprocess.call([*call, "--target", target, "--seconds", str(given.seconds * part)])
            for target, part in share.items()
        ]
        sys.exit(1 if any(ended) else 0)
    if importlib.util.find_spec("atheris"):
        guided(given.target, given.seconds, given.seed)
    from tests.fuzz.checks import CHECKS

    run = Run(given.target, CHECKS[given.target])
    print(f"{given.target}: {given.seconds:.0f} s, not guided (atheris is not installed)", flush=True)
    plain(run, given.seconds, given.seed)
    print(f"{given.target}: {run.tried:,} inputs, {len(run.failed)} kinds of failure", flush=True)
    sys.exit(1 if run.failed else 0)


if __name__ == "__main__":
    main()
