"""The bridge to spaCy: spans, records, metadata, displacy, saving and loading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import zongshu.spacy
from zongshu import Pipeline
from zongshu.record import record as make_record

TEXT = "2024年，孝义市建成志愿服务站280个，覆盖率73.8%😀。\n其中县级12个。"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return zongshu.spacy.load()


def test_spans_are_the_claims(nlp: Language) -> None:
    doc = nlp(TEXT)
    made = zongshu.spacy.record(doc)
    assert made == make_record(Pipeline()(TEXT))
    spans = doc.spans["claims"]
    assert [span.id_ for span in spans] == [claim.id for claim in made.claims]
    assert [span.text for span in spans] == ["280个", "73.8%", "12个"]
    assert (spans[0].label_, spans[0].kb_id_) == ("volunteer_sites", "141181")
    assert spans[2].label_ == "claim" or made.claims[2].indicator
    assert doc.text == TEXT


def test_the_tokenizer_knows_the_words_of_the_registry(nlp: Language) -> None:
    assert "志愿服务站" in [token.text for token in nlp.make_doc("建成志愿服务站280个")]


def test_jieba_at_large_does_not_learn_them(nlp: Language) -> None:
    import jieba

    jieba.initialize()
    assert "志愿服务站点" not in jieba.dt.FREQ


@pytest.mark.parametrize("text", ["", " ", "\n\n", "没有数字的话。", "  280个 \r\n\t 12个  ", "𠮷😀5个"])
def test_odd_texts(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for span, claim in zip(doc.spans["claims"], zongshu.spacy.record(doc).claims, strict=True):
        assert span.start_char <= claim.start < claim.end <= span.end_char


def test_on_a_pipeline_of_ones_own() -> None:
    own = spacy.blank("zh")  # cuts single characters
    own.add_pipe("zongshu", config={"spans_key": "numbers"})
    doc = own(TEXT)
    assert [span.text for span in doc.spans["numbers"]] == ["280个", "73.8%", "12个"]


def test_a_token_that_is_wider_than_the_number_is_taken_whole() -> None:
    own = spacy.blank("en")
    own.add_pipe("zongshu")
    doc = own("建成280个，完成")
    (claim,) = zongshu.spacy.record(doc).claims
    (span,) = doc.spans["claims"]
    assert claim.text == "280个"
    assert claim.text in span.text and span.text != claim.text


def test_metadata_comes_along_with_pipe(nlp: Language) -> None:
    texts = [
        (
            "目前建成志愿服务站12个。",
            {"place": "孝义市", "published": "2024-12-30", "source": "a.txt", "fictional": "true"},
        )
    ]
    ((doc, known),) = nlp.pipe(texts, as_tuples=True)
    made = zongshu.spacy.record(doc)
    assert known["source"] == made.article.source == "a.txt"
    assert made.article.fictional
    assert made.claims[0].place is not None and made.claims[0].period is not None
    assert (made.claims[0].place.name, made.claims[0].period.until) == ("孝义市", "2024-12-30")


def test_displacy_shows_them_and_escapes_the_text(nlp: Language) -> None:
    from spacy import displacy

    doc = nlp("建成志愿服务站280个<img onerror=x>。")
    html = displacy.render(doc, style="span", options={"spans_key": "claims"}, jupyter=False)
    assert "volunteer_sites" in html
    assert "<img onerror" not in html


def test_saved_and_loaded(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    doc, other = nlp(TEXT), again(TEXT)
    assert [token.text for token in doc] == [token.text for token in other]
    assert zongshu.spacy.record(doc) == zongshu.spacy.record(other)
    copy = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert zongshu.spacy.record(copy) == zongshu.spacy.record(doc)
    assert [span.id_ for span in copy.spans["claims"]] == [span.id_ for span in doc.spans["claims"]]


def test_packs_of_ones_own(tmp_path: Path) -> None:
    pack = tmp_path / "own.yaml"
    pack.write_text(
        "pack: own\nindicators:\n- id: firefly_corners\n  name: {zh: 萤火书角}\n  definition: {zh: 萤火书角的处数}\n"
        "  dimension: count\n  unit: 处\n  measure: stock\n  aliases: [萤火书角]\n",
        encoding="utf-8",
    )
    own = zongshu.spacy.load([str(pack)])
    doc = own("2024年，孝义市建成萤火书角9处。")
    assert [span.label_ for span in doc.spans["claims"]] == ["firefly_corners"]
    assert "萤火书角" in [token.text for token in doc]


def test_importing_zongshu_does_not_import_spacy() -> None:
    code = "import sys, zongshu; assert 'spacy' not in sys.modules; zongshu.spacy.load; assert 'spacy' in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_spacy_finds_the_pipe_without_being_told() -> None:
    from importlib.metadata import entry_points

    if not any(point.name == "zongshu" for point in entry_points(group="spacy_factories")):
        pytest.skip("the installed package does not declare its entry points yet; install it anew")
    code = (
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('zongshu'); doc = nlp('建成站点3个。'); "
        "print(doc.spans['claims'][0])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "3个", done.stderr
