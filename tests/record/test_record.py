"""Records of real articles: they validate, anchor in the raw text, point to claims of their own article, and come back from JSON."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.support.schemas import ROOT, SCHEMAS, render

from zongshu import Pipeline
from zongshu.errors import DataError
from zongshu.offsets import OffsetMap
from zongshu.record import article_id, claim_schema, decode, encode, json_schema, record
from zongshu.types import Article, Claim, Quantity, Sentence

SAMPLES = sorted([*ROOT.glob("corpora/dev/*.txt"), *ROOT.glob("corpora/test/*.txt")])
ROLES_OUT = ("date", "ordinal", "label")


@lru_cache(maxsize=1)
def _pipeline() -> Pipeline:
    return Pipeline()


@lru_cache(maxsize=64)
def _run(path: Path) -> Article:
    return _pipeline()(Article(path.read_bytes().decode("utf-8"), source=path.name))


@lru_cache(maxsize=64)
def _record(path: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(_run(path).to_json())
    return made


@pytest.fixture(params=SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def sample(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def _shared() -> list[Path]:
    folder = os.environ.get("ZONGSHU_EVAL")
    if not folder:
        return []
    return [path for part in ("articles", "reports") for path in sorted((Path(folder) / part).glob("*.txt"))]


def check_schema(made: dict[str, Any]) -> None:
    errors = sorted(Draft202012Validator(json_schema()).iter_errors(made), key=lambda one: str(one.path))
    assert not errors, f"{list(errors[0].path)}: {errors[0].message}"


def check_anchors(raw: str, made: dict[str, Any]) -> None:
    assert made["article"]["characters"] == len(raw)
    for claim in made["claims"]:
        evidence = claim["evidence"]
        for part in (claim, evidence):
            assert 0 <= part["start"] < part["end"] <= len(raw)
            assert raw[part["start"] : part["end"]] == part["text"]
            for start, end in part["runs"]:
                assert 0 <= start < end <= len(raw)
                assert part["start"] <= start and end <= part["end"], (claim["text"], part["runs"])
        assert claim["clean"] in evidence["clean"]
        assert evidence["start"] <= claim["start"] and claim["end"] <= evidence["end"]


def check_links(made: dict[str, Any]) -> None:
    ids = [claim["id"] for claim in made["claims"]]
    assert len(set(ids)) == len(ids)
    place = {identifier: at for at, identifier in enumerate(ids)}
    for at, claim in enumerate(made["claims"]):
        for key in ("part_of", "repeats"):
            if claim[key] is not None:
                assert place[claim[key]] < at, f"{claim['text']}: {key} points forward"
        if claim["context_of"] is not None:
            assert claim["status"] == "context"
        if claim["indicator"] is not None:
            assert claim["indicator"]["id"] in _pipeline().registry.entries


def test_there_are_samples() -> None:
    assert len(SAMPLES) >= 16
    assert all(_record(path)["claims"] for path in SAMPLES)


def test_record_validates(sample: Path) -> None:
    check_schema(_record(sample))


def test_claims_validate_alone(sample: Path) -> None:
    validator = Draft202012Validator(claim_schema())
    assert all(validator.is_valid(claim) for claim in _record(sample)["claims"])


def test_claims_and_evidence_anchor(sample: Path) -> None:
    check_anchors(_run(sample).raw, _record(sample))


def test_claims_stand_in_order_and_apart(sample: Path) -> None:
    at = 0
    for claim in _record(sample)["claims"]:
        assert claim["start"] >= at
        at = claim["end"]


def test_clean_is_what_the_runs_say(sample: Path) -> None:
    """Up to repairs: every clean character that is no white space and was not folded stands in the runs, in order."""
    raw = _run(sample).raw
    for claim in _record(sample)["claims"]:
        printed = _fold("".join(raw[start:end] for start, end in claim["runs"]))
        at = 0
        for char in _fold(claim["clean"]):
            at = printed.find(char, at)
            assert at != -1, (claim["clean"], printed)
            at += 1


def _fold(text: str) -> str:
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", text).split())


def test_parts_and_repeats_point_back(sample: Path) -> None:
    check_links(_record(sample))


def test_only_claims_come_out(sample: Path) -> None:
    article = _run(sample)
    spans = {(claim.start, claim.end) for claim in article.claims}
    assert not [one for one in article.mentions if one.role in ROLES_OUT and (one.start, one.end) in spans]
    assert spans == {(one.start, one.end) for one in article.mentions if one.role == "claim"}


def test_round_trip(sample: Path) -> None:
    line = encode(record(_run(sample)))
    assert encode(decode(line)) == line
    assert b"\n" not in line


def test_every_decision_has_a_rule(sample: Path) -> None:
    for claim in _record(sample)["claims"]:
        assert any(rule.startswith("status.") for rule in claim["rules"]), claim["text"]
        assert not claim["indicator"] or any(rule.startswith("indicator.") for rule in claim["rules"]), claim["text"]


def test_shared_articles_validate_and_anchor() -> None:
    paths = _shared()
    if not paths:
        pytest.skip("ZONGSHU_EVAL is not set: no further articles")
    for path in paths:
        raw = path.read_bytes().decode("utf-8-sig")
        made = json.loads(_pipeline()(Article(raw, source=path.name)).to_json())
        check_schema(made)
        check_anchors(raw, made)
        check_links(made)


# -- the schemas ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_checked_in_schema_is_up_to_date(name: str) -> None:
    assert (ROOT / "schemas" / name).read_text(encoding="utf-8") == render(name), "run python -m tests.support.schemas"


@pytest.mark.parametrize("schema", [json_schema, claim_schema])
def test_schema_is_valid_itself(schema: Any) -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "done"),
        ("start", -1),
        ("confidence", 1.5),
        ("text", None),
        ("context_of", "nobody"),
        ("quantity", {}),
    ],
)
def test_schema_refuses(key: str, value: object) -> None:
    claim = {**_record(SAMPLES[0])["claims"][0], key: value}
    assert not Draft202012Validator(claim_schema()).is_valid(claim)


def test_schema_wants_every_field() -> None:
    claim = _record(SAMPLES[0])["claims"][0]
    for key in claim:
        rest = {name: value for name, value in claim.items() if name != key}
        assert not Draft202012Validator(claim_schema()).is_valid(rest), key


# -- ids, numbers, decoding -------------------------------------------------------------------------------------------


def test_ids_are_stable() -> None:
    text = "全县建成志愿服务站280个。"
    first, second = (json.loads(Pipeline()(text).to_json()) for _ in range(2))
    assert first == second
    assert first["article"]["id"] == article_id(text) == first["article"]["sha256"][:16]
    # pinned: corrections and resumed runs find claims by these ids
    assert first["article"]["id"] == "b9377039b0c61cdc"
    assert first["claims"][0]["id"] == "1dd7a43ec198224b"


def test_ids_do_not_depend_on_the_source() -> None:
    pipe = _pipeline()
    one, two = (json.loads(pipe(Article("建成公园3个。", source=name)).to_json()) for name in ("a.txt", "b/c.txt"))
    assert one["article"]["id"] == two["article"]["id"]
    assert [claim["id"] for claim in one["claims"]] == [claim["id"] for claim in two["claims"]]


def with_value(value: str) -> bytes:
    """Return the JSON of an article with one claim of this value."""
    text = "公园3个"
    number = Decimal(value)
    claim = Claim(2, 4, Quantity(number, number, None, "over", "个"), 0, "公园")
    article = Article(text, clean=text, map=OffsetMap.identity(4), sentences=[Sentence(0, 4, -1, 0)], claims=[claim])
    return encode(record(article))


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("280", "280"),
        ("280.00", "280"),
        ("5E+4", "50000"),
        ("73.8", "73.8"),
        ("0.1", "0.1"),
        ("12446233.01", "12446233.01"),
        ("123456789012345678.25", "123456789012345678.25"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("9007199254740993", "9007199254740993"),
        ("-3.5", "-3.5"),
    ],
)
def test_numbers_keep_their_digits(value: str, printed: str) -> None:
    assert f'"value":{printed},"low":{printed},"high":null'.encode() in with_value(value)


def test_a_long_decimal_comes_back() -> None:
    line = with_value("123456789012345678.25")
    assert json.loads(line, parse_float=Decimal)["claims"][0]["quantity"]["value"] == Decimal("123456789012345678.25")


@pytest.mark.parametrize("line", ["", "{}", "[1]", '{"schema_version": "0.9"}', "not json"])
def test_what_is_no_record_is_told(line: str) -> None:
    with pytest.raises(DataError, match="not a zongshu record: "):
        decode(line)


def test_a_lone_surrogate_is_no_crash() -> None:
    assert len(article_id("\ud800")) == 16


def test_sections_lead_to_a_claim_outermost_first() -> None:
    text = "孝义市2024年工作总结\n一、民生事业\n（一）养老服务\n新建幸福院6所。\n二、生态\n植树造林5000亩。\n"
    sections = [claim["section"] for claim in json.loads(_pipeline()(text).to_json())["claims"]]
    assert sections[0][-2:] == ["一、民生事业", "（一）养老服务"]
    assert sections[1][-1] == "二、生态"


def test_doubled_print_belongs_to_the_claim() -> None:
    (claim,) = json.loads(_pipeline()("全县新建站点1313个个，群众满意。").to_json())["claims"]
    assert (claim["text"], claim["clean"], claim["quantity"]["value"]) == ("1313个个", "13个", 13)


def test_an_empty_article_has_a_record() -> None:
    made = json.loads(_pipeline()("").to_json())
    check_schema(made)
    assert made["claims"] == []
