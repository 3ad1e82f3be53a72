"""The short names of administrative divisions: 孝义市 is 孝义 in running text, 恩施土家族苗族自治州 is 恩施州."""

from __future__ import annotations

from functools import cache

from zongshu.errors import DataError
from zongshu.lexicon.data import load_yaml
from zongshu.patterns import pattern

__all__ = ["doubtful_names", "risky_names", "short_names"]

# Peoples named with two or more characters may stand without 族 (巴音郭楞蒙古自治州), the others may not.
_PEOPLES = (
    "蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克"
    "|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
_TAIL = pattern(f"(?<=..)(?:(?:{_PEOPLES})族?|[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京各]族)+$")
_AUTONOMOUS = pattern("(.+)自治([区州县旗])$")
# Without its type word such a name is nothing: 井陉矿区 is not 井陉, 乌拉特中旗 not 乌拉特中, 正蓝旗 not 正蓝.
_FIXED = pattern("(?:矿区|市区|郊区|[左右前中后蓝黄白]旗|联合旗)$")
_TYPED = pattern("(.{2,}?)(?:特别行政区|行政区|工农区|新区|特区|地区|(?<=...)林区|[省市盟县区旗])$")


@cache
def _established() -> dict[str, tuple[str, ...]]:
    """Read the short names that no rule gives."""
    found = load_yaml("divisions", "short.yaml")
    if not isinstance(found, dict) or not all(isinstance(value, list) for value in found.values()):
        raise DataError("schemas/divisions/short.yaml: each full name must lead to a list of short names")
    return {name: tuple(short) for name, short in found.items()}


def short_names(name: str) -> tuple[str, ...]:
    """Give the shorter forms of a full official name, the shortest by rule first.

    The type word and the names of peoples are dropped as long as two characters are left; an autonomous unit is also
    known by its bare name with its type (景宁县, 恩施州). Forms that no rule gives come from `short.yaml`.

    Args:
        name: the full name, for example 景宁畲族自治县.

    Returns:
        The short names, without the full one; empty where the full name is the only one (沁县, 东区).

    >>> short_names("孝义市"), short_names("沁县")
    (('孝义',), ())
    >>> short_names("巴音郭楞蒙古自治州")
    ('巴音郭楞', '巴音郭楞州', '巴州')
    """
    found: list[str] = []
    autonomous = _AUTONOMOUS.match(name)
    if autonomous:
        core, kind = autonomous.groups()
        bare = _TAIL.sub("", core)
        # 鄂温克族自治旗 has nothing but the people's name, which then loses only 族.
        bare = bare.removesuffix("族") if len(bare) > 2 else bare
        if not bare.endswith(("左翼", "右翼")):
            found = [bare] if kind == "区" else [bare, bare + kind]
    elif name.endswith("族区"):
        found = [_TAIL.sub("", name[:-1])]
    elif not _FIXED.search(name):
        typed = _TYPED.match(name)
        found = [typed[1]] if typed else []
    found += _established().get(name, ())
    return tuple(dict.fromkeys(found))


@cache
def _risky() -> dict[str, list[str]]:
    found = load_yaml("divisions", "risky.yaml")
    groups = found.get("names") if isinstance(found, dict) else None
    if not isinstance(groups, dict) or not {"places", "seams"} <= groups.keys():
        raise DataError(
            "schemas/divisions/risky.yaml: `names` must hold groups of names, `places` and `seams` among them"
        )
    return groups


@cache
def risky_names() -> frozenset[str]:
    """Return the names that are also ordinary words, so that a text that has them need not mean the place."""
    return frozenset(name for group in _risky().values() for name in group)


@cache
def doubtful_names() -> dict[str, bool]:
    """Return the risky names that a text may mean all the same; True for those that are words of their own.

    The others are what the end of one word and the beginning of the next may form.
    """
    return {**dict.fromkeys(_risky()["seams"], False), **dict.fromkeys(_risky()["places"], True)}
