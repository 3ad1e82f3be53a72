"""A methods paragraph with the figures of a run, from the manifest beside its output, and the citation of the software."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from zongshu.batch.manifest import digest_of
from zongshu.errors import DataError, UsageError

__all__ = ["Run", "bibtex", "cff", "paragraph", "read_evaluation", "read_run"]

_TITLE = "zongshu: numeric claims of Chinese work-summary articles as data"
_STATUSES = {"achieved": "已实现", "planned": "计划", "required": "要求", "context": "背景"}
_MEASURES = {"precision": ("precision", "精确率"), "recall": ("recall", "召回率"), "f1": ("F1", "F1")}
_SHORT = 12


@dataclass(slots=True)
class Run:
    """What the manifest of a run tells, and its output where that is at hand.

    Attributes:
        version: of the software.
        schema: version of the record.
        date: the day of the run.
        articles: how many; `claims` and `failed` too.
        digest: of the registry of indicators and the data files; empty where the manifest has none.
        packs: its packs of indicators.
        options: all that decided the records.
        complete: False where the run was interrupted.
        statuses: how many claims have which status; empty where the output is not at hand.
        sha256: of the output.
    """

    version: str
    schema: str
    date: str
    articles: int
    claims: int
    failed: int
    digest: str = ""
    packs: list[str] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    complete: bool = True
    statuses: dict[str, int] = field(default_factory=dict)
    sha256: str = ""


def read_run(manifest: Path) -> Run:
    """Read a manifest, and count the claims of the output beside it by status.

    Args:
        manifest: `OUT.manifest.json`, as extract writes it beside OUT.

    Raises:
        UsageError: no such file.
        DataError: it is no manifest, or the output beside it is not the one that it was written for.
    """
    if not manifest.is_file():
        what = "is a folder" if manifest.is_dir() else "no such file"
        raise UsageError(f"{manifest}: {what}; extract writes OUT.manifest.json beside its output OUT")
    try:
        body = json.loads(manifest.read_text(encoding="utf-8-sig"))
        counts, registry, output = body["counts"], body.get("registry") or {}, body.get("output") or {}
        run = Run(
            str(body["zongshu"]), str(body.get("schema_version") or ""), str(body["made"])[:10], int(counts["articles"]),
            int(counts["claims"]), int(counts.get("failed") or 0), str(registry.get("digest") or ""),
            [str(pack) for pack in registry.get("packs") or ()], dict(body.get("options") or {}),
            bool(body.get("complete", True)), {}, str(output.get("sha256") or ""),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        beside = manifest.with_name(f"{manifest.name}.manifest.json")
        way = f"name {beside}" if beside.is_file() else "extract writes one beside its output, OUT.manifest.json"
        raise DataError(f"{manifest}: is not the manifest of a run; {way}") from error
    out = manifest.with_name(manifest.name.removesuffix(".manifest.json"))
    if out != manifest and out.is_file():
        if run.sha256 and digest_of(out)[0] != run.sha256:
            raise DataError(f"{out}: is not the output that {manifest} was written for; run extract again")
        run.statuses = _statuses(out)
    return run


def _statuses(out: Path) -> dict[str, int]:
    """Count claims by status; a workbook is not opened for it."""
    if out.suffix.lower() == ".jsonl":
        from zongshu.record import decode

        counts: Counter[str] = Counter()
        with out.open("rb") as lines:
            for line in lines:
                counts.update(claim.status for claim in decode(line).claims)
        return dict(counts)
    if out.suffix.lower() in (".csv", ".parquet"):
        from zongshu.compare import load

        return {str(status): int(count) for status, count in load(out)["status"].value_counts().items()}
    return {}


def read_evaluation(path: Path) -> dict[str, dict[str, float]]:
    """Read what `evaluate --json` or `sample --codes --json` wrote.

    Returns:
        For precision, recall and F1, as far as they are there, `share`, and `low` and `high` where there is an interval.

    Raises:
        UsageError: no such file.
        DataError: it is neither of the two.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    try:
        body = json.loads(path.read_text(encoding="utf-8-sig"))
        if "overall" in body:
            found = {
                name: {"share": one["score"]} for name, one in body["overall"]["measures"].items() if name in _MEASURES
            }
        else:
            found = {
                name: {key: body[name][key] for key in ("share", "low", "high")} for name in _MEASURES if body.get(name)
            }
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path}: is not what evaluate --json or sample --codes --json writes") from error
    known = {name: one for name, one in found.items() if one["share"] is not None}
    if not known:
        raise DataError(f"{path}: holds no precision, recall or F1")
    return known


def paragraph(run: Run, lang: str = "en", evaluation: Mapping[str, Mapping[str, float]] | None = None) -> str:
    """Write the methods paragraph.

    Args:
        run: from `read_run`.
        lang: en or zh.
        evaluation: from `read_evaluation`.

    Example:
        >>> paragraph(Run("0.2.0", "1.0", "2026-01-31", 1200, 48000, 0)).partition(" on ")[0]
        'Numeric claims were extracted from 1,200 articles with zongshu 0.2.0 (record schema 1.0)'
    """
    return (_chinese if lang == "zh" else _english)(run, evaluation or {}) + ("" if run.complete else _UNFINISHED[lang])


_UNFINISHED = {
    "en": " The run was interrupted: these figures are of a part.",
    "zh": "该次运行被中断，以上数字只涉及一部分文章。",
}


def _english(run: Run, evaluation: Mapping[str, Mapping[str, float]]) -> str:
    schema = f" (record schema {run.schema})" if run.schema else ""
    said = [
        f"Numeric claims were extracted from {run.articles:,} articles with zongshu {run.version}{schema} on {run.date}, which "
        f"gave {run.claims:,} claims."
    ]
    if run.failed:
        said.append(f"{run.failed:,} of the articles could not be processed and are recorded with the reason.")
    if run.statuses:
        said.append(f"By status, {_shares(run, {name: name for name in _STATUSES}, ', ')}.")
    if run.digest:
        packs = f" and the packs {', '.join(run.packs)}" if run.packs else ""
        said.append(f"Indicators were assigned with the registry of digest {run.digest[:_SHORT]}{packs}.")
    if options := _options(run):
        said.append(f"Options other than the defaults: {options}.")
    if evaluation:
        said.append(f"Evaluated against human coding: {_figures(evaluation, 0, '95% CI ', ', ')}.")
    if run.sha256:
        said.append(f"The output has the SHA-256 digest {run.sha256[:_SHORT]}.")
    said.append("Every claim carries the position and the exact characters of its source.")
    return " ".join(said)


def _chinese(run: Run, evaluation: Mapping[str, Mapping[str, float]]) -> str:
    schema = f"（记录格式{run.schema}）" if run.schema else ""
    said = [
        f"本文于{run.date}使用zongshu {run.version}{schema}，从{run.articles:,}篇文章中提取数字陈述{run.claims:,}条。"
    ]
    if run.failed:
        said.append(f"其中{run.failed:,}篇未能处理，原因均有记录。")
    if run.statuses:
        said.append(f"按状态分：{_shares(run, _STATUSES, '，')}。")
    if run.digest:
        packs = f"，指标包为{'、'.join(run.packs)}" if run.packs else ""
        said.append(f"指标依据登记表（摘要{run.digest[:_SHORT]}{packs}）。")
    if options := _options(run):
        said.append(f"非默认选项：{options}。")
    if evaluation:
        said.append(f"与人工编码对照：{_figures(evaluation, 1, '95%置信区间', '，')}。")
    if run.sha256:
        said.append(f"输出文件的SHA-256摘要为{run.sha256[:_SHORT]}。")
    said.append("每条陈述均保留其在原文中的位置与原文字符。")
    return "".join(said)


def _shares(run: Run, names: Mapping[str, str], between: str) -> str:
    whole = sum(run.statuses.values()) or 1
    return between.join(f"{name} {run.statuses.get(key, 0) / whole:.1%}" for key, name in names.items())


def _options(run: Run) -> str:
    """Name the options that the user set."""
    from zongshu.batch import Options

    usual = {**asdict(Options()), "indicators": ()}
    return ", ".join(f"{name}={value}" for name, value in sorted(run.options.items()) if value != usual.get(name))


def _figures(evaluation: Mapping[str, Mapping[str, float]], at: int, interval: str, between: str) -> str:
    said = []
    for name, one in evaluation.items():
        ends = f" ({interval}{one['low']:.3f}–{one['high']:.3f})" if "low" in one else ""
        said.append(f"{_MEASURES[name][at]} {one['share']:.3f}{ends}")
    return between.join(said)


def bibtex(run: Run) -> str:
    """Write the citation of the software for BibTeX.

    >>> print(bibtex(Run("0.2.0", "1.0", "2026-01-31", 1, 1, 0)))
    @software{zongshu,
      title = {{zongshu: numeric claims of Chinese work-summary articles as data}},
      author = {{The zongshu authors}},
      version = {0.2.0},
      year = {2026},
      note = {Used on 2026-01-31}
    }
    """
    fields = {
        "title": f"{{{_TITLE}}}", "author": "{The zongshu authors}", "version": run.version, "year": run.date[:4],
        "note": f"Used on {run.date}",
    }  # fmt: skip
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@software{{zongshu,\n{body}\n}}"


def cff(run: Run) -> str:
    """Write the citation of the software in the Citation File Format 1.2.0.

    >>> print(cff(Run("0.2.0", "1.0", "2026-01-31", 1, 1, 0)).splitlines()[0])
    cff-version: 1.2.0
    """
    return "\n".join((
        "cff-version: 1.2.0",
        'message: "Please cite this software as below."',
        "type: software",
        f'title: "{_TITLE}"',
        'authors: [{name: "The zongshu authors"}]',
        f'version: "{run.version}"',
        "license: Apache-2.0",
    ))  # fmt: skip
