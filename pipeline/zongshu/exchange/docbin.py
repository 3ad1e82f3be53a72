"""spaCy DocBin: a Doc an article with `doc.spans["claims"]`, out and in.

DocBin is msgpack: reading it runs nothing. Tokens are jieba's, cut at the borders of claims, so that spans are exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from zongshu.errors import DataError
from zongshu.exchange._files import kept, read_bytes
from zongshu.exchange._job import Job
from zongshu.exchange._marks import UNLINKED, Mark, merge
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["read", "write"]

_ATTRIBUTES = ["ORTH", "SPACY"]


def write(job: Job) -> list[str]:
    """Write a DocBin; `spacy.tokens.DocBin().from_disk(OUT).get_docs(nlp.vocab)` reads it."""
    import spacy
    from spacy.tokens import Doc, DocBin

    from zongshu.spacy import JiebaTokenizer, mark

    vocab = spacy.blank("zh").vocab
    cut = JiebaTokenizer(vocab).words.cut
    docs = DocBin(attrs=_ATTRIBUTES, store_user_data=True)
    for record, text in job.pairs:
        borders = {border for claim in record.claims for border in (claim.start, claim.end)}
        words = list(_apart(cut(text), borders))
        # white space is tokens of its own: spaCy's way of hanging it on words would join what a claim parts
        docs.add(mark(Doc(vocab, words=words, spaces=[False] * len(words)), record))
    replace_file(job.out, docs.to_bytes())
    return []


def _apart(words: Any, borders: set[int]) -> Iterator[str]:
    """Cut words at borders."""
    at = 0
    for word in words:
        cuts = [0, *(place for place in range(1, len(word)) if at + place in borders), len(word)]
        yield from (word[start:end] for start, end in pairwise(cuts) if end > start)
        at += len(word)


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a DocBin with `doc.spans["claims"]`.

    Raises:
        DataError: the file is no DocBin, or a span does not fit its text.
    """
    import spacy
    from spacy.tokens import DocBin

    data = read_bytes(path)
    try:
        found = DocBin().from_bytes(data)
        docs = list(found.get_docs(spacy.blank("zh").vocab))
    except Exception as error:  # zlib, msgpack and numpy each have errors of their own
        raise DataError(f"{path}: no DocBin of spaCy ({type(error).__name__}: {error})") from error
    for number, doc in enumerate(docs, 1):
        where = f"{path}, document {number}"
        spans = doc.spans.get("claims", [])
        marks = [Mark(span.start_char, span.end_char, span.label_ or UNLINKED, span.id_) for span in spans]
        yield merge(kept(doc.user_data.get("zongshu"), where), doc.text, marks, "docbin", where)
