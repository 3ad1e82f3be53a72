"""The plain claim: what stands before its number names what is counted, and no rule of another kind asks for its words.

About a third of all claims are told so (建成站点3个, 年产值2亿元). What is said of them follows from these words alone; the
rules for special shapes, carried topics and bare verbs need not be tried one by one.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from zongshu.claim.around import ATTRIBUTE, ATTRIBUTE_ENDS, split
from zongshu.claim.bare import mean_verb, only_verbs
from zongshu.claim.grammar import listed
from zongshu.claim.left import asks_topic
from zongshu.claim.special import asks_special
from zongshu.claim.strip import clean_item, is_measure, shorten
from zongshu.lexicon.words import is_word

__all__ = ["Plain", "plain"]


class Plain(msgspec.Struct, frozen=True, gc=False):
    """What the words before a number say where they are plain.

    Attributes:
        item: the item of the claim.
        thing: the bare noun; empty for a measure that says itself what is measured (森林面积).
        predicate: the predicate of the claim.
        verb: the verb before the object.
        rate: True for a rate, which leaves a topic that there is as it is.
    """

    item: str
    thing: str
    predicate: str
    verb: str
    rate: bool


@lru_cache(maxsize=4096)
def plain(subject: str) -> Plain | None:
    """Read the words before a number that has no others beside it; None where they are not plain.

    Args:
        subject: the words that name the thing, see `Reading`.

    Example:
        >>> told = plain("全年新建改建农村公路")
        >>> told.verb, told.item
        ('改建', '农村公路')
    """
    copula, head, closing, verb, obj = split(subject, False)
    if (
        closing
        or not head
        or listed(head.rstrip("的"), "states")
        or listed(head, "taking_part")
        or (len(head) == 2 and listed(head[0], "making") and not is_word(head))
        or (obj[-1:] in ATTRIBUTE_ENDS and ATTRIBUTE.fullmatch(obj))
        or (len(head) > 1 and (only_verbs(head, False) or mean_verb(head)))
        or asks_special(subject, head, verb, obj)
        or asks_topic(subject, head, verb, obj)
    ):
        return None
    item = clean_item(shorten(obj))
    done = "完成" if "完成" in copula else ""
    return Plain(item, "" if is_measure(obj) else item, verb or done, verb, obj[-1] == "率") if item else None
