"""Word segmentation: rjieba by default, jieba on request; both cut alike, rjieba 18 times faster."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from zongshu.errors import UsageError

__all__ = ["cut", "is_word", "spans_word", "tag", "use"]

_engine = "rjieba"


def use(name: str) -> None:
    """Choose the segmenter for this process.

    Args:
        name: `rjieba` or `jieba`.

    Raises:
        UsageError: another name.
    """
    global _engine
    if name not in ("rjieba", "jieba"):
        raise UsageError(f"segmenter {name!r} is not known; choose rjieba or jieba")
    _engine = name
    for cached in (cut, tag, is_word, spans_word):
        cached.cache_clear()


def _library() -> Any:
    if _engine == "jieba":
        import jieba

        jieba.setLogLevel(60)
        return jieba
    import rjieba

    return rjieba


@lru_cache(maxsize=8192)
def cut(text: str) -> tuple[str, ...]:
    """Return the words of a short text.

    Example:
        >>> cut("组建志愿服务队")
        ('组建', '志愿', '服务队')
    """
    return tuple(_library().cut(text))


@lru_cache(maxsize=8192)
def tag(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a short text with their part-of-speech flags."""
    if _engine == "jieba":
        from jieba import posseg

        return tuple((pair.word, pair.flag) for pair in posseg.cut(text))
    return tuple(_library().tag(text))


@lru_cache(maxsize=8192)
def is_word(text: str) -> bool:
    """Tell whether the dictionary has a word."""
    if _engine == "jieba":
        library = _library()
        library.initialize()
        return bool(library.dt.FREQ.get(text))
    return bool(_library().has_word(text))


@lru_cache(maxsize=8192)
def spans_word(left: str, right: str) -> bool:
    """Tell whether a dictionary word runs over the border between two pieces of text.

    Example:
        >>> spans_word("沉甸甸的答", "卷"), spans_word("工作", "开展")
        (True, False)
    """
    library = _library()
    words = library.cut(left + right, HMM=False) if _engine == "jieba" else library.cut(left + right, hmm=False)
    at = 0
    for word in words:
        if at < len(left) < at + len(word):
            return True
        at += len(word)
    return False
