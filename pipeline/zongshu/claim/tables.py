"""Claims from tables: each figure with its row label, column heads and unit."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from zongshu.claim.columns import VALUE, Column, Told, common, level_beside, read_columns
from zongshu.claim.heads import Head, Measure, is_total, read_head, read_unit, when
from zongshu.lexicon.calendar import DATE
from zongshu.lexicon.numerals import read_numeral
from zongshu.lexicon.units import units
from zongshu.patterns import pattern
from zongshu.types import Article, Claim, Mention, Per, Quantity, Span, Table

__all__ = ["table_claims"]

_FALLS = frozenset("-－−–↓")
_FALL_WORDS = frozenset(("下降", "降低", "减少", "回落", "降"))
_EACH = pattern(
    r"每(?P<count>[一两]?[十百千万亿]*)名?(?P<of>常住人口|户籍人口|城镇人口|老年人口|人口|居民|老年人|老人|儿童|学生|平方公里|公顷|户|亩|人)"
)
_SUM = pattern(r"预算|决算|执行|计划|目标|任务|完成|率|占|为|比|合计")


def table_claims(article: Article) -> tuple[list[Claim], list[tuple[Span, list[Mention]]]]:
    """Make the claims of the article's tables; their mentions are brought up to date.

    Args:
        article: an article after `segment` and `quantify`.

    Returns:
        The claims in order, and the numbers in cells of words (labels, remarks) with the span of their cell, which are
        read like prose.

    Example:
        >>> text = "产值（亿元） 12.5"
        >>> one = Table((), ((), ()), (((0, 6), (7, 11)),))
        >>> claims, _ = table_claims(Article(text, clean=text, tables=[one]))
        >>> claims[0].item, claims[0].quantity.value, claims[0].quantity.unit
        ('产值', Decimal('1250000000.0'), '元')
    """
    if not article.tables:
        return [], []
    text, starts = article.clean, [sentence.start for sentence in article.sentences]
    claims: list[Claim] = []
    words: list[Span] = []
    for table in article.tables:
        columns = read_columns(text, table)
        told = common(text, table, columns)
        words += [span for column in columns for span in column.spans if column.head.form not in ("unit", "ordinal")]
        for row in table.rows:
            told.beside = None
            for column in columns:
                cell = row[column.number]
                one = _claim(text, row, column, columns, told)
                if one is not None:
                    one.sentence = max(0, bisect_right(starts, one.start) - 1)
                    claims.append(one)
                elif column.head.form not in ("unit", "ordinal"):
                    words.append(cell)
    claims.sort(key=lambda claim: claim.start)
    return claims, _settle(article, claims, sorted(words))


def _settle(article: Article, claims: list[Claim], words: list[Span]) -> list[tuple[Span, list[Mention]]]:
    """Make a mention of each figure, and labels of all other numbers of the tables but those in cells of words."""
    inside: dict[Span, list[Mention]] = {}
    kept: list[Mention] = []
    bounds = [_bounds(table) for table in article.tables]
    taken = [(claim.start, claim.end) for claim in claims]
    firsts, opens = [start for start, _ in taken], [start for start, _ in words]
    at = 0
    for mention in article.mentions:
        while at < len(bounds) and bounds[at][1] <= mention.start:
            at += 1
        if at == len(bounds) or mention.end <= bounds[at][0]:
            kept.append(mention)
            continue
        near = bisect_right(firsts, mention.end - 1) - 1
        if near >= 0 and taken[near][1] > mention.start:
            continue
        kept.append(mention)
        if mention.role == "claim":
            cell = words[bisect_right(opens, mention.start) - 1] if opens else (0, 0)
            if cell[0] <= mention.start and mention.end <= cell[1]:
                inside.setdefault(cell, []).append(mention)
            else:
                mention.role = "label"
                mention.rules.append("label.table")
    kept += [Mention(claim.start, claim.end, "claim", claim.quantity, list(claim.rules)) for claim in claims]
    article.mentions = sorted(kept, key=lambda mention: mention.start)
    return list(inside.items())


def _bounds(table: Table) -> Span:
    """Return where a table begins and ends."""
    first = table.rows[0][0][0]
    return min((span[0] for column in table.heads for span in column), default=first), table.rows[-1][-1][1]


def _claim(text: str, row: tuple[Span, ...], column: Column, columns: list[Column], told: Told) -> Claim | None:
    """Make the claim of one cell, None where it holds no figure."""
    head = column.head
    start, end = row[column.number]
    found = VALUE.fullmatch(text, start, end) if start < end and head.form not in ("label", "unit", "ordinal") else None
    number = read_numeral(found["digits"]) if found else None
    if found is None or number is None or number.value is None or (DATE.fullmatch(text, start, end) and found["unit"]):
        return None
    own = read_unit(found["unit"]) if found["unit"] else None
    if found["unit"] and own is None:
        return None
    cells = [row[at] for at in column.labels if row[at][0] < row[at][1]]
    label = _label(text, cells, told, row)
    level = level_beside(column, columns) if head.form in ("change", "share", "rank") else None
    form = label.form if head.form == "level" and label.form != "level" else head.form
    measure, rule = _measure(text, own, head, label, form, row, column, told)
    claim = Claim(start, found.end("unit") if found["unit"] else found.end("digits"), Quantity(None, None, None), 0)
    claim.item = _item(text, cells, head, level, label, told)
    claim.predicate = "完成" if head.done else ""
    claim.quantity = _quantity(found, number.value, measure, form, head.down or label.down, claim.item)
    claim.rules = ["table.cell", f"unit.{rule}"]
    if form == "change":
        claim.rules.append("change.table")
    if not measure.name and form != "rank":
        claim.flags.append("unit.unknown")
    beside = level.spans if level is not None and column.key is None else ()
    claim.heads = (*told.table.caption, *cells, *(span for span in beside if span not in column.spans), *column.spans)
    if form == "level":
        _part(claim, label.part, head.part, column.number, told)
    return claim


def _label(text: str, cells: list[Span], told: Told, row: tuple[Span, ...]) -> Head:
    """Read the labels of a row as one; names of places, years and sums add no words."""
    found = Head()
    for cell in cells:
        printed = text[slice(*cell)]
        head = read_head(printed, True)
        plain = (
            row.index(cell) in told.places
            or is_total(printed)
            or (when(printed) is not None and (not head.words or head.words.isdigit()))
        )
        found = Head(
            found.words + ("" if plain else head.words), head.measure or found.measure, head.form, head.down, head.percent,
            part=head.part or found.part,
        )  # fmt: skip
    return found


def _item(text: str, cells: list[Span], head: Head, level: Column | None, label: Head, told: Told) -> str:
    """Join row label and column head in the order in which Chinese names the thing."""
    words = "" if told.heads_are_places else head.words
    if not words and level is not None and not told.heads_are_places:
        words = level.head.words
    if label.form != "level" and not label.words:
        return told.item + words
    if head.form == "share" and level is not None and level.head.words and words != level.head.words:
        words = level.head.words + words
    total = next((printed for a, b in cells if is_total(printed := "".join(text[a:b].split()))), "")
    if total and not label.words and _SUM.search(words):
        item = total + words
    elif words in label.words:
        item = label.words
    elif label.words in words:
        item = words
    elif label.measure is not None and not _SUM.search(words):
        item = words + label.words
    else:
        item = label.words + words
    if label.form == "level" and label.words:
        told.item = label.words
    return item or "".join("".join(text[a:b].split()) for a, b in cells)


def _measure(
    text: str,
    own: Measure | None,
    head: Head,
    label: Head,
    form: str,
    row: tuple[Span, ...],
    column: Column,
    told: Told,
) -> tuple[Measure, str]:
    """Choose the unit of a figure: that of its cell, then of its head or label, then the unit column's, then the caption's."""
    bare = Measure(Decimal(1), "", "count", "none")
    if form == "rank":
        return Measure(Decimal(1), "位", "rank", "none"), "rank"
    share = form in ("change", "share") and head.form == form
    beside = read_unit(text[slice(*row[column.unit])]) if column.unit is not None else None
    found = (
        ((own, "cell"), (head.measure, "column"))
        if share
        else ((own, "cell"), (label.measure, "label"), (beside, "unit_column"), (head.measure, "column"))
    )
    for measure, rule in found:
        if measure is not None and (measure.name or own is None):
            return measure, rule
    scale = own.factor if own is not None else Decimal(1)
    percent = [unit for unit in told.units if unit.dimension == "share"]
    rest = [unit for unit in told.units if unit.dimension != "share"]
    if share or form == "change":
        if head.percent or label.percent or percent:
            return percent[0] if percent else Measure(Decimal(1), "%", "percent", "share"), "form"
        for measure, rule in ((label.measure, "label"), (beside, "unit_column")):
            if measure is not None:
                return measure, rule
    if len(rest) == 1 and (not percent or not (head.words + label.words).endswith("率")):
        return rest[0], "caption"
    if percent and (not rest or (head.words + label.words).endswith("率")):
        return percent[0], "caption"
    return Measure(scale, *(bare.name, bare.kind, bare.dimension)), "none"


def _quantity(found: re.Match[str], value: Decimal, measure: Measure, form: str, down: bool, item: str) -> Quantity:
    value *= measure.factor
    falls = ((found["sign"] or "") in _FALLS and bool(found["sign"])) or found["word"] in _FALL_WORDS
    kind, per, direction = measure.kind, measure.per, None
    if form == "change" or found["word"]:
        kind = "change"
        direction = None if not value else "down" if falls != down else "up"
    else:
        value = -value if falls else value
        if per is None and measure.dimension != "share" and form == "level":
            per = _per(item)
        kind = "rate" if per is not None else kind
        if not measure.name and form != "rank" and value != value.to_integral_value():
            kind = "other"
    return Quantity(value, value, value, "exact", measure.name, kind, measure.dimension, per, direction)


def _per(item: str) -> Per | None:
    """Return the base of a rate that an item names (人均可支配收入, 每千人口床位)."""
    each = _EACH.search(item)
    if each:
        count = read_numeral(each["count"]) if each["count"] else None
        return Per(
            count.value if count is not None and count.value is not None else Decimal(1), each["of"], each.group()
        )
    for word, (number, base) in units().rates.items():
        if word in item:
            return Per(number, base, word)
    return None


def _part(claim: Claim, row: bool, column: bool, number: int, told: Told) -> None:
    """Link what a row or a column tells as 其中 to the figure before it that it is a part of."""
    if claim.quantity.kind in ("percent", "rate"):
        return
    whole = told.beside if column else told.above.get(number) if row else None
    if not column:
        told.beside = claim
    if not row:
        told.above[number] = claim
    if whole is None or whole.quantity.unit != claim.quantity.unit:
        return
    small, large = claim.quantity.value, whole.quantity.value
    if small is not None and large is not None and small <= large:
        claim.part_of = whole
        claim.rules.append("part.table")
