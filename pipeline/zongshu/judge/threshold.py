"""Criteria: bounds that tell which things are meant (10公里以上的支流3条), beside bounded results (达500平方米以上)."""

from __future__ import annotations

from zongshu.judge.scene import Spot
from zongshu.patterns import pattern

__all__ = ["threshold"]

_END = ("以上", "以下", "以内")
_OPEN = pattern(r"超过?|过|上(?=[百千万亿])|不足|不到|低于|高于|不少于|不低于|不超过|满|至少")
_COUNTED_AFTER = pattern(r"^的?[^，。；\d]{1,16}[\d一二两三四五六七八九十]")
_COUNTED_BEFORE = pattern(
    r"(?:尚?有|仍有|还有|共有)\d+(?:\.\d+)?[万千]?[个家户所名村镇乡][^，。；\d]{1,14}(?:在|超过?|达到?|不足|低于|高于)?$"
)
_REACHES = ("达", "实现", "完成", "通过", "超", "为", "是", "在", "已", "均", "都", "由", "用")
_REACHED = pattern(r"(?:达到?|到|至|为|在|超|占)$")
_RESULT_NOUN = pattern(
    r"^(?:，|。|参与|参加|就|即可|便可?|可|能|都|均|完成|办结|送达|到达|抵达|赶到|的(?:目标|水平|规模|增长|增速|时间|努力))"
)
_OUTSIDE = pattern(r"^的(?!时间|努力|奋斗|建设|发展|过程|历程|实践|期限|整治|治理|目标|水平|规模)[^，。；\d]{2,}")
# 超过12个月未结的案件
_UNDONE = pattern(r"(?:仍|还)?未[^，。；\d]{1,6}的")
_FULL = pattern(r"(?<!不)(?<!未)满$")
_CONDITION = pattern(r"^的(?:，|列入|纳入|予以|给予|可|均|一律|不|应|按|实行|免|评|判|认定|定为|视为|奖|补|罚)")
# 对年产值超过2000万元的企业，…
_FOR_ALL = pattern(r"(?:^|[，；])(?:对|凡)[^，。；\d]*$")
_ANY = pattern(r"(?:^|[，。；：])(?:凡|对|给)[^，。；]*$")
_MEASURES = ("money", "area", "length", "mass", "volume", "energy", "time")
_PERSONS = ("people", "visits")
_TIMES = ("次", "场", "期")
_TAKERS = ("户", "岁", "床", "马力", "分", "级", "千瓦", "座位")


def threshold(spot: Spot) -> bool:
    """Tell a criterion (10公里以上的支流3条, 产值5亿元以上企业) from a bounded result (达500平方米以上)."""
    ends = spot.printed.endswith(_END)
    if not spot.bounded and not ends and not spot.clause.endswith("满"):
        return False
    quantity, body = spot.claim.quantity, spot.right.strip()
    if spot.clause.endswith("满") and body.startswith("的") and _FULL.search(spot.clause):
        return True
    if not spot.bounded and not ends:
        return False
    measured = quantity.dimension in _MEASURES or quantity.unit in _TAKERS
    if ends or _OPEN.match(spot.printed) or _opened(spot):
        ruling = body.startswith("的")
        if ruling and measured and _COUNTED_AFTER.match(body):
            return True
        if "有" in spot.clause and (measured or quantity.dimension in _PERSONS) and _COUNTED_BEFORE.search(spot.clause):
            return True
        if ruling and (_CONDITION.match(body) or (measured and _FOR_ALL.search(spot.clause))):
            return True
        if quantity.kind == "duration" and _UNDONE.match(body):
            return True
        if quantity.kind == "duration" and not spot.clause.endswith(("用", "了", "仅", "在")) and _OUTSIDE.match(body):
            return True
    if not ends or not body or body[0] in "、（）)”…—":
        return False
    if quantity.dimension in ("share", "visits") or quantity.kind in ("change", "percent"):
        # a share or a number of visits is a criterion only where what it selects is counted after it
        return _COUNTED_AFTER.match(body) is not None and not body.startswith(_REACHES)
    if _REACHED.search(spot.clause.strip()):
        return body.startswith("的") and (_COUNTED_AFTER.match(body) is not None or _ANY.search(spot.left) is not None)
    if quantity.unit in _TIMES and body.startswith("的") and _COUNTED_AFTER.match(body):
        return True  # 每月走访2次以上的干部占91%
    noun = body.startswith("的") or "\u4e00" <= body[0] <= "\u9fff"
    if not noun or _RESULT_NOUN.match(body) or quantity.unit in (*_TIMES, "个百分点"):
        return False
    # 打造1个以上示范点: a classifier counts the very noun after it
    return body.startswith("的") or measured or quantity.dimension == "people"


def _opened(spot: Spot) -> bool:
    return any(
        rule.startswith(("approx.超过", "approx.不足", "approx.低于", "approx.高于")) for rule in spot.claim.rules
    )
