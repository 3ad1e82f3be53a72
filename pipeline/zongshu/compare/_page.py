"""The comparison as one HTML page that needs no network and runs no text of an article."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zongshu.compare._figures import number
from zongshu.compare._labels import label, labels
from zongshu.compare._page_data import CAP, cell_data, claim_data, heads, left_out
from zongshu.compare._theme import COLOURS
from zongshu.embed import as_data, policy_hash

if TYPE_CHECKING:
    from zongshu.compare._panel import Panel

__all__ = ["page"]

_SCRIPTS = ("page", "page_table", "page_claims", "page_draw", "page_plots", "page_files")
_CHECKS = 200  # findings on the page


def page(panel: Panel, lang: str = "en", title: str | None = None) -> bytes:
    """Build the page; the same panel gives the same bytes.

    Args:
        panel: what `compare` returned.
        lang: language of the labels, `en` or `zh`.
        title: a title of your own.

    Returns:
        UTF-8 text.
    """
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    words = labels(lang)
    style, script = _style(), _script()
    reasons, columns = left_out(panel, lang), heads(panel, lang)
    checks = panel.checks
    data = {
        "labels": words,
        "lang": lang,
        "indicators": columns,
        "excluded": reasons,
        "years": sorted(int(year) for year in panel.frame["year"].dropna().unique()),
        "year": panel.year_words(lang),
        "title": title or words["title"],
        "notes": [*filter(None, [panel.warning(lang)]), *panel.notes(lang)],
        **cell_data(panel, lang),
    }
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = files("zongshu.compare").joinpath("page.html.j2").read_text("utf-8")
    html = environment.from_string(template).render(
        t=words,
        lang=lang,
        title=data["title"],
        style=Markup(style),  # our own files, never text of an article
        script=Markup(script),
        style_hash=policy_hash(style),
        script_hash=policy_hash(script),
        data=Markup(as_data(data)),
        claims=Markup(as_data(claim_data(panel, lang))),
        counts={name: number(count) for name, count in panel.counts().items()},
        level=words[f"level.{panel.level}"] if panel.level else "—",
        year=panel.year_words(lang),
        fictional=panel.warning(lang),
        notes=panel.notes(lang),
        heads=columns,
        excluded=reasons,
        capped=label(lang, "list.capped", n=CAP) if any(reason["count"] > CAP for reason in reasons) else "",
        checks=_checks(panel, lang),
        checks_more=label(lang, "checks.more", n=_CHECKS, m=len(checks)) if len(checks) > _CHECKS else "",
    )
    return html.encode("utf-8", "replace")


def _style() -> str:
    colours = "".join(f"--{name}:{colour};" for name, colour in COLOURS.items())
    return f":root{{{colours}}}\n" + files("zongshu.compare").joinpath("page.css").read_text("utf-8")


def _script() -> str:
    """All parts in one scope, which nothing outside can reach."""
    parts = [files("zongshu.compare").joinpath(f"{name}.js").read_text("utf-8") for name in _SCRIPTS]
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _checks(panel: Panel, lang: str) -> list[dict[str, Any]]:
    """Findings, with the position of the claim that each is about where the page holds it as compared."""
    found = panel.checks.head(_CHECKS)
    text = found.astype(object).where(found.notna(), None)
    names: dict[Any, str] = dict(panel.names)
    return [
        {
            "words": label(lang, f"check.{row.code}"),
            "place": row.place_name,
            "name": names.get(row.indicator_id, row.indicator_id) if row.indicator_id else None,
            "year": row.year,
            "told": row.told,
            "computed": row.computed,
            "sentence": row.evidence_text,
            "source": row.article_source,
        }
        for row in text.itertuples()
    ]
