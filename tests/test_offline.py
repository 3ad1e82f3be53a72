"""Nothing is fetched at run time: articles become claims and a comparison while every connection is refused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Every process of Python imports this at its start, the workers too. What is tried is refused, and written down, so that
# code which swallows the refusal is found as well. Making a socket is none: a library asks at import whether there is IPv6.
REFUSAL = """
import os
import socket


def _refuse(*args, **kwargs):
    with open(os.environ["REFUSED"], "a", encoding="utf-8") as log:
        log.write(f"{args[:2]}\\n")
    raise OSError(f"no network: {args[:2]}")


class Refused(socket.socket):
    def connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse(address)
        super().connect(address)

    connect_ex = connect

    def sendto(self, data, *rest):
        _refuse(rest[-1])


socket.socket = Refused
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = _refuse
"""


@pytest.fixture
def run(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Return a function that runs Python with every connection refused, and the file of what was tried."""
    folder, log = tmp_path / "refusal", tmp_path / "refused.txt"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(REFUSAL, encoding="utf-8")
    path = os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "REFUSED": str(log)}

    def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)

    return python, log


ZONGSHU = "from zongshu.cli import main; main()"


def test_a_connection_would_be_refused(run) -> None:  # type: ignore[no-untyped-def]
    python, log = run
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET).connect(('127.0.0.1', 9))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
    ):
        log.unlink(missing_ok=True)
        done = python(code)
        assert done.returncode and "no network" in done.stderr
        assert log.is_file()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_extract_and_compare_need_no_network(run, tmp_path: Path, jobs: str) -> None:  # type: ignore[no-untyped-def]
    python, log = run
    claims, page = tmp_path / "claims.jsonl", tmp_path / "page.html"
    web = tmp_path / "page-source.html"
    web.write_text("<html><body><p>2024年，孝义市建成志愿服务站280个。</p></body></html>", encoding="utf-8")
    done = python(ZONGSHU, "extract", "corpora/dev", str(web), "-o", str(claims), "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    lines = claims.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(list((ROOT / "corpora" / "dev").glob("*.txt")))
    assert sum(len(json.loads(line)["claims"]) for line in lines) > 100
    done = python(ZONGSHU, "compare", str(claims), "-o", str(page))
    assert done.returncode == 0, done.stderr
    assert page.stat().st_size > 1000
    done = python(ZONGSHU, "compare", str(claims))
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text(encoding="utf-8")


def test_numbers_and_spacy_need_no_network(run) -> None:  # type: ignore[no-untyped-def]
    python, log = run
    done = python(
        "import zongshu; assert zongshu.quantities('建成站点280个')\n"
        "assert len(zongshu.spacy.load()('全县建成站点280个。').spans['claims']) == 1"
    )
    assert done.returncode == 0, done.stderr
    assert not log.exists(), log.read_text(encoding="utf-8")
