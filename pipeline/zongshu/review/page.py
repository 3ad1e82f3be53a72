"""The page for coders: one file that needs no network and runs no text of an article."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import msgspec

from zongshu.embed import as_data, policy_hash
from zongshu.record.models import ClaimRecord
from zongshu.review.corrections import FIELDS
from zongshu.review.words import labels

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Held", "index_page", "page"]

_SCRIPTS = ("page_state", "page_text", "page_table", "page_card", "page_form", "page_files", "page_keys")
_AROUND = 14


class Held(msgspec.Struct):
    """One article as a page holds it.

    Attributes:
        head: what the list of articles tells of it.
        claims: a short row for each claim, `numbers` for each number without one, in the order of `body`.
        places: code and level of the places that it names.
        body: everything else, as JSON text that the page reads when the article is opened.
    """

    head: dict[str, Any]
    claims: list[list[Any]]
    numbers: list[list[Any]]
    places: dict[str, tuple[str | None, str]]
    body: str

    @classmethod
    def of(cls, data: dict[str, Any]) -> Held:
        """Make it from `article_data`."""
        claims = [_claim_row(claim) for claim in data["claims"]]
        raw = data["raw"]
        text = raw if data["clean"] is None else data["clean"]
        numbers = [
            [one["start"], one["end"], raw[one["start"] : one["end"]], one["role"], _around(text, *one["at"])]
            for one in data["numbers"]
        ]
        places = {
            claim["place"]["name"]: (claim["place"]["adcode"], claim["place"]["level"])
            for claim in data["claims"]
            if claim["place"]
        }
        head = {name: data[name] for name in ("id", "sha256", "source", "title", "fictional")}
        return cls(head, claims, numbers, places, as_data(data))

    @property
    def size(self) -> int:
        """About how many bytes of a page it takes."""
        return len(self.body.encode("utf-8")) + 120 * (len(self.claims) + len(self.numbers))


def page(
    held: Sequence[Held], digest: str, names: dict[str, str], lang: str = "en", title: str | None = None,
    coder: str = "", part: str = "",
) -> bytes:  # fmt: skip
    """Build a page; the same articles give the same bytes.

    Args:
        held: its articles.
        digest: a hash of the claims, under which the browser keeps the progress.
        names: names of indicators by their ids.
        lang: language of the words, `en` or `zh`.
        title: a title of your own.
        coder: the name that the page proposes.
        part: set where the page is one of several; it goes into the name of the corrections file.

    Returns:
        UTF-8 text.
    """
    words = labels(lang)
    heads: list[dict[str, Any]] = []
    claims: list[list[Any]] = []
    numbers: list[list[Any]] = []
    for at, one in enumerate(held):
        heads.append({**one.head, "claims": len(claims), "numbers": len(numbers)})
        claims += [[at, *row] for row in one.claims]
        numbers += [[at, *row] for row in one.numbers]
    data = {
        "labels": words,
        "digest": digest,
        "part": part,
        "fields": FIELDS,
        "order": [field.encode_name for field in msgspec.structs.fields(ClaimRecord)],
        "indicators": names,
        "places": {name: place for one in held for name, place in one.places.items()},
        "articles": heads,
        "claims": claims,
        "numbers": numbers,
    }
    return _render(
        "page.html.j2", words, lang, title, coder=coder, data=as_data(data), articles=[one.body for one in held],
        script=_script(), script_hash=policy_hash(_script()),
    )  # fmt: skip


def index_page(rows: list[dict[str, Any]], lang: str = "en", title: str | None = None) -> bytes:
    """Build the page that leads to a page for each article; rows tell href, source, title and counts."""
    return _render("index.html.j2", labels(lang), lang, title, rows=rows)


def _claim_row(claim: dict[str, Any]) -> list[Any]:
    quantity, place, indicator = claim["quantity"], claim["place"], claim["indicator"]
    return [
        claim["start"], claim["end"], _figure(quantity), quantity["unit"], claim["item"],
        place["name"] if place else None, indicator["id"] if indicator else None, claim["status"],
        claim["confidence"], claim["flags"],
    ]  # fmt: skip


def _figure(quantity: dict[str, Any]) -> str:
    """Write a number with the sign of its bounds, as the script of the page does."""
    value, low, high = (None if quantity[name] is None else f"{quantity[name]:,}" for name in ("value", "low", "high"))
    if value is None:
        return f"≤{high}" if low is None else f"≥{low}" if high is None else f"{low}–{high}"
    return {"over": "≥", "under": "≤", "about": "≈"}.get(quantity["approx"], "") + value


def _around(text: str, start: int, end: int) -> str:
    words = text[max(0, start - _AROUND) : end + _AROUND]
    return " ".join(words.split())


def _render(template: str, words: dict[str, str], lang: str, title: str | None, **values: Any) -> bytes:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    style = _file("page.css")
    # these are our own files, or JSON without any sign of markup
    safe = {name: Markup(value) for name, value in values.items() if name in ("data", "script")}
    if "articles" in values:
        safe_articles = [Markup(body) for body in values["articles"]]
        values = {**values, "articles": safe_articles}
    made = environment.from_string(_file(template)).render(
        {**values, **safe},
        t=words,
        lang=lang,
        title=title or words["title"],
        style=Markup(style),
        style_hash=policy_hash(style),
    )
    return made.encode("utf-8", "replace")


@lru_cache(maxsize=16)
def _file(name: str) -> str:
    return files("zongshu.review").joinpath(name).read_text("utf-8")


def _script() -> str:
    """All parts in one scope, which nothing outside can reach."""
    return '"use strict";\n(() => {\n' + "\n".join(_file(f"{name}.js") for name in _SCRIPTS) + "})();\n"
