"""Corrections into records: what is replaced is kept, what does not fit is refused, and twice is as good as once."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.review.samples import FIRST, SECOND, claim_of, make

from zongshu.record import decode, encode, json_schema
from zongshu.record.models import Record
from zongshu.review import apply_corrections
from zongshu.review.build import plain
from zongshu.review.corrections import Correction

TIME = "2026-01-02T03:04:05Z"


def records() -> list[Record]:
    return [make(FIRST, "first.txt"), make(SECOND, "second.txt")]


def said(action: str, words: str, coder: str = "anna", time: str = TIME, /, **change: Any) -> Correction:
    """Make a correction as the page does; `change` holds fields, or parts of a correction with an underscore."""
    record = records()[0]
    claim = claim_of(record, words)
    before = plain(claim)
    fields = {name: value for name, value in change.items() if not name.startswith("_")}
    parts = {name.removeprefix("_"): value for name, value in change.items() if name.startswith("_")}
    after = {"accept": before, "edit": {**before, **fields}}.get(action)
    told: dict[str, Any] = {
        "article": record.article.id, "sha256": record.article.sha256, "source": record.article.source, "claim": claim.id,
        "action": action, "span": (claim.start, claim.end), "quote": claim.text, "before": before, "after": after,
        "coder": coder, "time": time,
    }  # fmt: skip
    return Correction(**{**told, **parts})


def added(start: int, end: int, coder: str = "anna", **fields: Any) -> Correction:
    record = records()[0]
    after = {"quantity": {"value": 8, "unit": "次"}, "item": "夜谈", "status": "achieved", **fields}
    return Correction(
        article=record.article.id, sha256=record.article.sha256, action="add", span=(start, end), quote=FIRST[start:end],
        after=after, coder=coder, time=TIME,
    )  # fmt: skip


def reasons(*corrections: Correction, **options: Any) -> list[str]:
    return [one.reason for one in apply_corrections(records(), corrections, **options).refused]


def test_a_correction_names_what_it_supersedes_and_who_did_it() -> None:
    outcome = apply_corrections(records(), [said("edit", "280家", status="planned", item="老合作社")])
    record = outcome.records[0]
    claim, old = claim_of(record, "280家"), claim_of(records()[0], "280家")
    assert (claim.status, claim.item, claim.id) == ("planned", "老合作社", old.id)
    (review,), (kept,) = claim.reviews, record.superseded
    assert (review.coder, review.time, review.action, review.fields) == ("anna", TIME, "edit", ["item", "status"])
    assert kept.claim == old and kept.version == review.supersedes and kept.review == review
    assert {"review.edit.item", "review.edit.status"} <= set(claim.rules)
    assert plain(outcome.records[1]) == plain(records()[1])


def test_a_rejected_claim_stays_traceable_and_no_claim_names_it() -> None:
    record = apply_corrections(records(), [said("reject", "280家")]).records[0]
    assert "280家" not in [claim.clean for claim in record.claims]
    part = claim_of(record, "12家")
    assert part.part_of is None and part.reviews[0].fields == ["part_of"]
    assert {one.claim.clean for one in record.superseded} == {"280家", "12家"}


def test_corrected_records_are_valid_and_others_keep_their_bytes() -> None:
    made = apply_corrections(records(), [said("reject", "280家"), said("accept", "6所"), added(74, 76)]).records
    for record in made:
        assert not list(Draft202012Validator(json_schema()).iter_errors(plain(record)))
        assert decode(encode(record)) == record
    assert encode(made[1]) == encode(records()[1])
    assert b"reviews" not in encode(made[1]) and b"superseded" not in encode(made[1])


def test_what_does_not_match_is_refused_with_the_reason() -> None:
    other = "0" * 64
    assert "sha256" in reasons(said("accept", "280家", _sha256=other))[0]
    assert "has changed" in reasons(said("accept", "280家", _sha256=other))[0]
    assert "quote does not match: the text has '280家'" in reasons(said("accept", "280家", _quote="281家"))[0]
    assert "quote does not match" in reasons(said("accept", "280家", _span=(41, 45)))[0]
    assert "characters" in reasons(said("accept", "280家", _span=(5000, 5004)))[0]
    assert "quantity" in reasons(said("edit", "280家", quantity={"value": "many"}))[0]
    assert "status" in reasons(said("edit", "280家", status="done"))[0]
    assert "part_of" in reasons(said("edit", "280家", part_of="feedfeedfeedfeed"))[0]


def test_a_quote_outside_all_evidence_is_checked_against_the_text() -> None:
    date = said("dismiss", "280家", _span=(3, 8), _quote="二〇二四年", _before=None, _claim=None)
    wrong = msgspec.structs.replace(date, quote="二〇二三年")
    assert reasons(date, text=lambda _: FIRST) == []
    assert "quote does not match" in reasons(wrong, text=lambda _: FIRST)[0]


def test_refusals_stop_nobody_else() -> None:
    outcome = apply_corrections(records(), [said("accept", "280家", _quote="x"), said("accept", "6所")])
    assert (outcome.counts, len(outcome.refused)) == ({"accept": 1}, 1)


def test_coders_who_disagree_are_told_and_neither_wins() -> None:
    one, other = said("edit", "280家", "anna", status="planned"), said("reject", "280家", "bert")
    for order in ([one, other], [other, one]):
        outcome = apply_corrections(records(), order)
        assert len(outcome.refused) == 2 and "anna" in outcome.refused[0].reason and "bert" in outcome.refused[0].reason
        assert plain(outcome.records) == plain(records())
    chosen = apply_corrections(records(), [one, other], prefer=["bert"])
    assert chosen.counts == {"reject": 1} and len(chosen.passed) == 1 and not chosen.refused


def test_coders_who_agree_are_both_named() -> None:
    one, other = said("edit", "280家", "anna", status="planned"), said("edit", "280家", "bert", item="合作社数")
    claim = claim_of(apply_corrections(records(), [one, other]).records[0], "280家")
    assert (claim.status, claim.item) == ("planned", "合作社数")
    assert [review.coder for review in claim.reviews] == ["anna", "bert"]


def test_disagreement_is_found_across_runs_too() -> None:
    done = apply_corrections(records(), [said("accept", "280家", "anna")]).records
    outcome = apply_corrections(done, [said("reject", "280家", "bert")])
    assert "anna decided otherwise" in outcome.refused[0].reason
    assert apply_corrections(done, [said("reject", "280家", "bert")], prefer=["bert"]).counts == {"reject": 1}
    assert apply_corrections(done, [said("reject", "280家", "bert")], prefer=["anna"]).passed


def test_a_coders_last_word_counts() -> None:
    late = "2026-02-01T00:00:00Z"
    first, second = said("reject", "280家"), said("accept", "280家", "anna", late)
    for order in ([first, second], [second, first]):
        outcome = apply_corrections(records(), order)
        assert outcome.counts == {"accept": 1} and len(outcome.passed) == 1
    rejected = apply_corrections(records(), [first]).records
    restored = apply_corrections(rejected, [second]).records[0]
    claim = claim_of(restored, "280家")
    assert [review.action for review in claim.reviews] == ["reject", "accept"]
    again = apply_corrections([restored, records()[1]], [first])
    assert again.known == 1 and not again.refused


def test_a_claim_is_added_in_its_place() -> None:
    at = FIRST.index("2025")
    outcome = apply_corrections(records(), [added(at, at + 4)])
    record = outcome.records[0]
    assert [claim.clean for claim in record.claims][-2:] == ["2025", "6所"]
    claim = claim_of(record, "2025")
    q = claim.quantity
    assert (q.value, q.low, q.high, q.unit, q.dimension, claim.item) == (8, 8, 8, "次", "count", "夜谈")
    assert FIRST[claim.evidence.start : claim.evidence.end] == claim.evidence.text
    assert "no sentence" in reasons(added(0, 2, evidence=None))[0]


def test_a_later_extraction_keeps_the_corrections() -> None:
    later = records()
    claim = claim_of(later[0], "280家")
    claim.status, claim.confidence = "context", 0.4  # the next version reads it otherwise
    later[0].claims = [one for one in later[0].claims if one.clean not in ("12家", "6所")]  # and no longer finds these
    corrections = [said("accept", "280家"), said("edit", "12家", item="示范合作社"), said("reject", "6所")]
    outcome = apply_corrections(later, corrections)
    assert not outcome.refused
    record = outcome.records[0]
    assert claim_of(record, "280家").status == "achieved"
    assert claim_of(record, "12家").item == "示范合作社"
    assert [one.text for one in record.dismissed] == ["6所"]


def test_a_claim_that_another_run_cuts_otherwise_gives_way_or_is_told() -> None:
    later = records()
    claim = claim_of(later[0], "280家")
    claim.start, claim.text, claim.clean, claim.runs = (
        claim.start - 1,
        "社280家",
        "社280家",
        [(claim.start - 1, claim.end)],
    )
    kept = apply_corrections(later, [said("accept", "280家")]).records[0]
    assert [one.clean for one in kept.claims].count("280家") == 1 and "社280家" in {
        one.claim.clean for one in kept.superseded
    }
    assert "now it is '社280家'" in apply_corrections(later, [said("reject", "280家")]).refused[0].reason


def moved(words: str, by: tuple[int, int], coder: str = "anna", time: str = TIME, /, **fields: Any) -> Correction:
    claim = claim_of(records()[0], words)
    start, end = claim.start + by[0], claim.end + by[1]
    text = FIRST[start:end]
    place = {"start": start, "end": end, "text": text, "clean": text, "runs": [[start, end]]}
    return said("edit", words, coder, time, **place, **fields)


def test_borders_move_and_who_names_the_claim_follows() -> None:
    made = records()
    whole = claim_of(made[0], "280家")
    claim_of(made[0], "12家").part_of = whole.id
    outcome = apply_corrections(made, [moved("280家", (-3, 0), item="合作社总数")])
    record = outcome.records[0]
    claim = claim_of(record, "合作社280家")
    assert (claim.start, claim.end, claim.item) == (whole.start - 3, whole.end, "合作社总数")
    assert claim.reviews[0].fields == ["item", "span"] and claim.reviews[0].supersedes == record.superseded[0].version
    assert record.superseded[0].claim == whole and claim.id != whole.id
    assert claim_of(record, "12家").part_of == claim.id
    assert [one.start for one in record.claims] == sorted(one.start for one in record.claims)
    Draft202012Validator(json_schema()).validate(plain(record))
    again = apply_corrections(outcome.records, [moved("280家", (-3, 0), item="合作社总数")])
    assert plain(again.records) == plain(outcome.records) and again.known == 1


def test_borders_that_do_not_fit_are_refused() -> None:
    wrong = moved("280家", (-3, 0))
    wrong.after["text"] = "别的280家"  # type: ignore[index]
    assert "does not hold '别的280家'" in reasons(wrong)[0]
    assert "there is a claim at" in reasons(_onto("12家", "280家"))[0]
    assert "does not hold" in reasons(moved("280家", (0, 60)))[0]


def _onto(words: str, other: str) -> Correction:
    one, goal = (claim_of(records()[0], name) for name in (words, other))
    return moved(words, (goal.start - one.start, goal.end - one.end))


def test_coders_who_disagree_on_borders_are_told_within_and_across_runs() -> None:
    first, second = moved("280家", (-3, 0)), said("accept", "280家", "bert")
    assert all("coders disagree" in reason for reason in reasons(first, second)) and len(reasons(first, second)) == 2
    after = apply_corrections(records(), [first]).records
    later = apply_corrections(after, [second])
    assert "coders disagree" in later.refused[0].reason and plain(later.records) == plain(after)
    gone = apply_corrections(after, [said("reject", "280家", "anna", "2026-02-02T00:00:00Z")]).records[0]
    assert not [one for one in gone.claims if "280家" in one.clean]


def test_borders_that_a_later_run_finds_by_itself_are_left() -> None:
    once = apply_corrections(records(), [moved("280家", (-3, 0))]).records
    later = [msgspec.structs.replace(once[0], superseded=[], claims=[
        msgspec.structs.replace(one, reviews=[]) for one in once[0].claims
    ])]  # fmt: skip
    outcome = apply_corrections(later, [moved("280家", (-3, 0))])
    assert not outcome.refused and [one.clean for one in outcome.records[0].claims].count("合作社280家") == 1


def test_rows_of_one_table_are_told_apart() -> None:
    tables = [make(FIRST, "t.csv#1"), make(SECOND, "t.csv#2")]
    for record in tables:
        record.article.sha256 = "a" * 64
    outcome = apply_corrections(tables, [said("reject", "6所", _sha256="b" * 64, _source="t.csv#1")])
    assert outcome.counts == {"reject": 1}, "another row may have changed the file; the text of this one is the same"
    assert len(outcome.records[1].claims) == len(tables[1].claims)


WORDS = ("13个", "近5万册", "280家", "12家", "73.8%", "6所")
ONE = st.builds(
    lambda action, words, coder, hour, status: (
        moved(words, (-1, 0), coder, f"2026-01-02T{hour:02}:00:00Z", status=status)
        if action == "move"
        else said(action, words, coder, f"2026-01-02T{hour:02}:00:00Z", status=status)
    ),
    st.sampled_from(["accept", "edit", "move", "reject"]), st.sampled_from(WORDS), st.sampled_from(["anna", "bert"]),
    st.integers(0, 3), st.sampled_from(["planned", "required"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(ONE, max_size=6))
def test_twice_is_as_good_as_once_and_nothing_is_lost(corrections: list[Correction]) -> None:
    once = apply_corrections(records(), corrections)
    twice = apply_corrections(once.records, corrections)
    assert plain(twice.records) == plain(once.records)
    assert not twice.counts
    for before, after in zip(records(), once.records, strict=True):
        kept = [plain(claim) for claim in (*after.claims, *(old.claim for old in after.superseded))]
        bare = [{name: value for name, value in one.items() if name != "reviews"} for one in kept]
        # the id of a claim follows from its borders, and those that name it follow
        news = {old.claim.id: claim.id for old in after.superseded if "span" in old.review.fields
                for claim in after.claims if old.review.id in {review.id for review in claim.reviews}}  # fmt: skip
        for claim in before.claims:
            wanted = plain(claim)
            followed = wanted | {name: news.get(wanted[name], wanted[name]) for name in ("part_of", "repeats")}
            # one that was moved itself is kept as it stood then: before or after the claim that it names
            rights = [followed] if wanted["id"] not in news else [wanted, followed]
            assert any({**one, "rules": wanted["rules"]} in rights for one in bare)


@pytest.mark.parametrize("field", ["item", "status", "actor", "predicate"])
def test_each_field_alone(field: str) -> None:
    value = {"status": "required"}.get(field, "别的")
    claim = claim_of(apply_corrections(records(), [said("edit", "280家", **{field: value})]).records[0], "280家")
    assert getattr(claim, field) == value and claim.reviews[0].fields == [field]
