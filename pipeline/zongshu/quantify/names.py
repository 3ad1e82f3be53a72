"""Names, titles and idioms that hold a numeral: where they stand, and which mentions lie in them."""

from __future__ import annotations

from zongshu.lexicon.labels import labels
from zongshu.patterns import pattern
from zongshu.types import Mention

__all__ = ["named"]

_QUOTES = {
    "“": pattern(r"“([^“”\n]{1,40})”"),
    "‘": pattern(r"‘([^‘’\n]{1,30})’"),
    "「": pattern(r"「([^「」\n]{1,30})」"),
    "《": pattern(r"《([^《》\n]{1,80})》"),
    "【": pattern(r"【([^【】\n]{1,30})】"),
}
# at the head of a clause or after a preposition
_PLACE_BEFORE = pattern(r"(?:^|[，。；：！？、“”\s]|[是在到对给从为让全把与和])$")
_RULE_AFTER = pattern(r"的?(?:要求|规定|标准|原则)(?!化)")
_BOUNDS = frozenset(
    f"approx.{word}" for word in ("不超过", "不少于", "不低于", "不高于", "至少", "至多", "不得超过", "不得少于")
)
_SENTENCE_MARK = pattern(r"[。！？，,；]")
#: A longer quotation is speech, not a name.
_LONGEST_NAME = 16
#: As far as a term may reach beyond its numeral.
_LONGEST_TERM = 9


def named(text: str, mentions: list[Mention]) -> dict[int, str]:
    """Find the mentions that lie in an idiom, a name, a title or a short quotation.

    Args:
        text: the clean text.
        mentions: mentions in order.

    Returns:
        The rule by the mention's place in the list: `none` for one that is no numeric mention at all.

    Example:
        >>> from zongshu.quantify.scan import scan
        >>> named("打造“15分钟圈”", scan("打造“15分钟圈”"))
        {0: 'label.quote'}
    """
    quotes = _quotes(text)
    rules: dict[int, str] = {}
    at, last = 0, len(quotes)
    for index, mention in enumerate(mentions):
        start, end = mention.start, mention.end
        while at < last and quotes[at][1] <= start:
            at += 1
        rule = None if text[start].isdigit() else _word(text, start, end)
        if rule is None and at < last and quotes[at][0] < end:
            rule = quotes[at][2]
            if rule == "label.quote" and _is_norm(mention) and _RULE_AFTER.match(text, quotes[at][1]):
                rule = None
        if rule and (rule == "none" or mention.role in ("claim", "ordinal")):
            rules[index] = rule
    return rules


def _is_norm(mention: Mention) -> bool:
    """Tell a number with a bound: quoted as a rule it is a norm (按照“每户不超过2块”的要求)."""
    return mention.rules[-1] in _BOUNDS and mention.role == "claim"


def _word(text: str, start: int, end: int) -> str | None:
    """Return the rule for a Chinese numeral inside an idiom (`none`) or a name; a term that only touches it is none."""
    table = labels()
    full = table.places.get(text[start:end])
    if full is not None and full in text and _PLACE_BEFORE.search(text, max(0, start - 1), start):
        return "label.place"
    # a term that holds the numeral holds its first two characters, or the one of it and that before or behind it
    if text[start : start + 2] not in table.pairs and (end - start > 1 or text[start - 1 : end] not in table.pairs):
        return None
    first = max(0, start - _LONGEST_TERM)
    for term, begin, finish in table.terms.find(text[first : end + _LONGEST_TERM]):
        if begin + first > start:
            return None
        if end <= finish + first and start < finish + first:
            return "none" if table.terms.terms[term] in table.idioms else "label.term"
    return None


def _quotes(text: str) -> list[tuple[int, int, str]]:
    """Return start, end and rule of each title and short quotation, in order."""
    # one sign at a time: a search for a single character passes quickly over the text
    spans = [match.span() for sign, quote in _QUOTES.items() if sign in text for match in quote.finditer(text)]
    found, last = [], 0
    for start, end in sorted(spans):
        if start < last:
            continue  # it lies in another
        last, title, inner = end, text[start] == "《", text[start + 1 : end - 1]
        if title or (len(inner) <= _LONGEST_NAME and not _SENTENCE_MARK.search(inner)):
            found.append((start, end, "label.title" if title else "label.quote"))
    return found
