"""Other tools on the same texts, numbers alone, in a virtual environment of their own.

    python -m tests.bench.peers install FOLDER      # creates it; a tool that cannot be installed is named
    python -m tests.bench.peers measure FOLDER      # prints seconds per tool as JSON

The yardstick, jieba, is installed beside them and measured in the same rounds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.bench.articles import PROSE, articles
from tests.bench.clock import Row

__all__ = ["FOLDER", "install", "peers"]

FOLDER = Path(".venv-peers")
PACKAGES = {
    "jieba": "jieba==0.42.1",
    # it asks for any emoji and works with the first major version alone
    "emoji": "emoji==1.7.0",
    "recognizers-text": "recognizers-text-suite==1.0.2a2",
    "jionlp": "jionlp==1.5.31",
    "cn2an": "cn2an==0.5.24",
    "chinese2digits": "chinese2digits==6.0.2",
}

# Runs in the other environment, where nothing of this project is installed.
_SCRIPT = """
import contextlib, io, json, sys, time

texts = json.load(open(sys.argv[1], encoding="utf-8"))
rounds = int(sys.argv[2])
work, missing = {}, {}


def tool(name):
    def add(make):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                function = make()
                for text in texts[:2]:
                    function(text)
            work[name] = function
        except Exception as error:
            missing[name] = f"{type(error).__name__}: {error}"[:200]
    return add


@tool("jieba")
def _():
    import jieba
    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda text: [0 for _ in jieba.cut(text)]


@tool("recognizers-text")
def _():
    from recognizers_number import Culture, recognize_number
    return lambda text: recognize_number(text, Culture.Chinese)


@tool("recognizers-text, with units")
def _():
    from recognizers_number_with_unit import Culture, recognize_currency, recognize_dimension
    return lambda text: (recognize_currency(text, Culture.Chinese), recognize_dimension(text, Culture.Chinese))


@tool("jionlp, money alone")
def _():
    import jionlp
    return lambda text: jionlp.ner.extract_money(text, with_parsing=True)


@tool("cn2an")
def _():
    import cn2an
    return lambda text: cn2an.transform(text, "cn2an")


@tool("chinese2digits")
def _():
    import chinese2digits
    return chinese2digits.takeNumberFromString


seconds = {name: [] for name in work}
failed = {}
for _ in range(rounds):
    for name, function in work.items():
        began = time.process_time()
        with contextlib.redirect_stdout(io.StringIO()):
            for text in texts:
                try:
                    function(text)
                except Exception:
                    failed[name] = failed.get(name, 0) + 1
        seconds[name].append(time.process_time() - began)
failed = {name: times // rounds for name, times in failed.items()}
print(json.dumps({"seconds": seconds, "missing": missing, "failed": failed}))
"""


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(folder: Path) -> list[str]:
    """Create the environment; returns what could not be installed, each with the reason."""
    if not _python(folder).exists():
        venv.create(folder, with_pip=True)
    problems = []
    for name, wanted in PACKAGES.items():
        command = [str(_python(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            words = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
            problems.append(f"{name}: {words[-1]}")
    # Two of them ask for setuptools' pkg_resources without saying so.
    subprocess.run([str(_python(folder)), "-m", "pip", "install", "--quiet", "setuptools<80"], capture_output=True)
    return problems


def peers(folder: Path, count: int, rounds: int) -> list[Row]:
    """Measure the tools of an environment over so many articles; none where it is not there."""
    if not _python(folder).exists():
        return []
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts.json"
        texts.write_text(json.dumps(list(articles(count, 0, PROSE))), encoding="utf-8")
        command = [str(_python(folder)), "-c", _SCRIPT, str(texts), str(rounds)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    seconds = found["seconds"]
    rows = []
    for name, why in found["missing"].items():
        print(f"not measured: {name} ({why})", file=sys.stderr)
    for name in seconds:
        if name != "jieba" and "jieba" in seconds:
            each = [yard / mine for yard, mine in zip(seconds["jieba"], seconds[name], strict=True)]
            failures = found["failed"].get(name)
            words = f"{name} (raises on {failures} of {count} articles)" if failures else name
            rows.append(
                Row("peers", words, min(seconds["jieba"]) / min(seconds[name]), "× jieba.cut", min(each), max(each))
            )
    return rows


def main() -> None:
    """Install or measure."""
    if len(sys.argv) != 3 or sys.argv[1] not in ("install", "measure"):
        sys.exit(__doc__)
    folder = Path(sys.argv[2])
    if sys.argv[1] == "install":
        for problem in install(folder):
            print(f"not installed: {problem}", file=sys.stderr)
        return
    for row in peers(folder, 20, 2):
        print(f"{row.name}: {row.value:.2f} {row.unit}")


if __name__ == "__main__":
    main()
