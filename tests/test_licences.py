"""Licences of the default install: nothing under GPL, LGPL or AGPL alone; which packages are under the MPL is listed.

`python -m tests.test_licences` prints the list.
"""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]

# The Mozilla Public Licence asks that changes to its own files stay open; it reaches no further.
MOZILLA = {"certifi", "tld", "tqdm"}
_COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (?:Affero|Lesser|Library|General)", re.IGNORECASE)
_KNOWN = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla|PSF|Python Software Foundation|ISC|Zlib|CNRI|Unlicense|CC0|HPND|ZPL|Public Domain",
    re.IGNORECASE,
)


def licences(found: Distribution) -> list[str]:
    """Return the licences among which a user of a package may choose, in its own words."""
    told = found.metadata
    expression = told.get("License-Expression")
    if expression is None:
        classifiers = [one.rsplit(" :: ", 1)[-1] for one in told.get_all("Classifier") or [] if "License ::" in one]
        classifiers = [one for one in classifiers if one != "OSI Approved"]
        # The first line: some packages put the whole text there.
        expression = " OR ".join(classifiers) or (told.get("License") or "").strip().split("\n")[0]
    return [one.strip() for one in re.split(r"\s+OR\s+", expression) if one.strip()]


def problem(choices: list[str]) -> str:
    """Return why a package may not be in the default install; empty where it may."""
    if not choices:
        return "tells no licence"
    free = [one for one in choices if not _COPYLEFT.search(one)]
    if not free:
        return f"is under {' or '.join(choices)} alone"
    if not any(_KNOWN.search(one) for one in free):
        return f"is under a licence that this test does not know: {free[0][:80]}"
    return ""


def default_install() -> dict[str, Distribution]:
    """Return what an install without extras brings, by name, from what is installed here."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        waiting = [Requirement(one) for one in tomllib.load(stream)["project"]["dependencies"]]
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is a dependency and is not installed")
        for extra in ("", *wanted.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in found[name].requires or []:
                more = Requirement(line)
                if more.marker is None or more.marker.evaluate({"extra": extra}):
                    waiting.append(more)
    return found


def test_nothing_is_under_a_strong_copyleft_licence_alone() -> None:
    installed = default_install()
    assert len(installed) > 20
    problems = [f"{name} {why}" for name, one in sorted(installed.items()) if (why := problem(licences(one)))]
    assert not problems, "\n".join(problems)


def test_packages_under_the_mozilla_licence_are_the_listed_ones() -> None:
    found = {name for name, one in default_install().items() if re.search("MPL|Mozilla", " ".join(licences(one)))}
    assert found <= MOZILLA, f"also under the MPL: {sorted(found - MOZILLA)}; list them"


@pytest.mark.parametrize(
    ("choices", "may"),
    [
        (["MIT"], True),
        (["GPL-3.0-only"], False),
        (["LGPL-2.1-or-later"], False),
        (["GNU Affero General Public License v3"], False),
        (["MPL-1.1", "GPL-2.0-only", "LGPL-2.1-or-later"], True),
        (["BSD-3-Clause AND GPL-3.0-or-later"], False),
        (["All rights reserved"], False),
        ([], False),
    ],
)
def test_what_is_refused(choices: list[str], may: bool) -> None:
    assert (problem(choices) == "") is may


if __name__ == "__main__":
    for name, one in sorted(default_install().items()):
        print(f"{name} {one.version}: {' or '.join(licences(one))}")
