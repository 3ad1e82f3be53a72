"""Claims in spaCy: the pipe `zongshu`, and `load()`, a Chinese pipeline that has it.

`nlp.add_pipe("zongshu")` on any Chinese pipeline gives `doc.spans["claims"]`; a span has the indicator as its label
(`claim` where none fits), the id of the claim as `span.id_` and the code of the place as `span.kb_id_`. A number whose
borders are no borders of tokens has the span of all tokens it touches. Everything else is in the record of the
article: `record(doc).claims`.

Example:
    >>> nlp = load()
    >>> doc = nlp("2024年，孝义市建成志愿服务站280个。")
    >>> [(span.text, span.label_) for span in doc.spans["claims"]]
    [('280个', 'volunteer_sites')]
    >>> record(doc).claims[0].item
    '志愿服务站'

Many texts, with what is known of them:

    >>> texts = [("建成志愿服务站12个。", {"source": "a.txt", "place": "孝义市", "published": "2024-12-30"})]
    >>> for doc, known in nlp.pipe(texts, as_tuples=True):
    ...     [(known["source"], claim.place.name, claim.quantity.value) for claim in record(doc).claims]
    [('a.txt', '孝义市', 12)]

`spacy.displacy.render(doc, style="span", options={"spans_key": "claims"})` shows the claims in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import spacy
from spacy.lang.zh import ChineseTokenizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry as registry_of_spacy
from spacy.vocab import Vocab

from zongshu.lexicon.registry import load_registry, registry
from zongshu.pipeline import Pipeline
from zongshu.record import decode, encode
from zongshu.record import record as make_record
from zongshu.record.models import Record
from zongshu.types import Article

__all__ = ["ClaimFinder", "JiebaTokenizer", "load", "mark", "record"]

SPANS = "claims"
"""The key of `doc.spans`."""

_KNOWN = ("source", "title", "outlet", "published")


def load(indicators: Iterable[str] = ()) -> Language:
    """Return a Chinese pipeline that cuts words with jieba, knows the words of the registry, and finds claims.

    Args:
        indicators: further indicator packs, files or folders.

    Raises:
        DataError: a pack holds a mistake.
    """
    packs = [str(pack) for pack in indicators]
    tokenizer = {"@tokenizers": "zongshu.JiebaTokenizer.v1", "indicators": packs}
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    nlp.add_pipe("zongshu", config={"indicators": packs})
    return nlp


def record(doc: Doc) -> Record:
    """Return the record of a Doc that went through the pipe `zongshu`.

    Raises:
        KeyError: it did not.
    """
    return decode(doc.user_data["zongshu"])


class JiebaTokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer with a jieba of its own, which knows the wordings of the indicators.

    Args:
        vocab: of the pipeline.
        indicators: further indicator packs.

    Attributes:
        words: its jieba.
    """

    def __init__(self, vocab: Vocab, indicators: Iterable[str] = ()) -> None:
        super().__init__(vocab)
        import jieba

        jieba.setLogLevel(60)
        self.segmenter = "jieba"
        # not the module's: words added there would be added for everybody
        self.words = self.jieba_seg = jieba.Tokenizer()
        self.words.initialize()
        packs = list(indicators)
        known = load_registry(packs) if packs else registry()
        aliases = (alias for entry in known.entries.values() for alias in entry.aliases)
        for word in {part for alias in aliases for part in alias if len(part) > 1}:
            self.words.add_word(word)


@registry_of_spacy.tokenizers("zongshu.JiebaTokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer(indicators: list[str]) -> Callable[[Language], JiebaTokenizer]:
    """Return what makes the tokenizer of a pipeline; spaCy calls it by its registered name."""

    def make(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, indicators)

    return make


class ClaimFinder:
    """The pipe: it fills `doc.spans["claims"]` and keeps the record in `doc.user_data["zongshu"]`.

    Args:
        indicators: further indicator packs.
        spans_key: the key of `doc.spans`.
    """

    def __init__(self, indicators: Iterable[str] = (), spans_key: str = SPANS) -> None:
        self.pipeline = Pipeline(list(indicators))
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Find the claims of a text; a dict that came with it through `nlp.pipe(as_tuples=True)` is its metadata."""
        article = Article(doc.text)
        context = getattr(doc, "_context", None)
        if isinstance(context, dict):
            article.meta = {str(key): str(value) for key, value in context.items() if value is not None}
            article.fictional = article.meta.get("fictional", "").lower() == "true"
            for name in _KNOWN:
                if article.meta.get(name):
                    setattr(article, name, article.meta[name])
        return mark(doc, make_record(self.pipeline(article)), self.spans_key)


def mark(doc: Doc, made: Record, spans_key: str = SPANS) -> Doc:
    """Put the claims of a record on the Doc of its text.

    Args:
        doc: of the raw text.
        made: the record.
        spans_key: the key of `doc.spans`.

    Returns:
        The same Doc.
    """
    spans = []
    for claim in made.claims:
        label = claim.indicator.id if claim.indicator else "claim"
        code = (claim.place.adcode or "") if claim.place else ""
        spans.append(
            doc.char_span(claim.start, claim.end, label=label, kb_id=code, span_id=claim.id, alignment_mode="expand")
        )
    doc.spans[spans_key] = [span for span in spans if span is not None]
    doc.user_data["zongshu"] = encode(made).decode("utf-8")
    return doc


@Language.factory("zongshu", assigns=["doc.spans"], default_config={"indicators": [], "spans_key": SPANS})
def make_pipe(nlp: Language, name: str, indicators: list[str], spans_key: str) -> ClaimFinder:
    """Make the pipe; spaCy calls it by its registered name."""
    return ClaimFinder(indicators, spans_key)
