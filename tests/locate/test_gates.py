"""What stands before a rule of the stage as a cheap condition never keeps out what the rule would find."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.shapes import firsts

from zongshu.locate import own, scenes, towns, when, years

PLACES = st.text("孝义镇村乡街道社区新建在到，、和等（里民", max_size=24)


def test_an_issuer_begins_with_its_letters() -> None:
    assert firsts(own._ISSUER) == own._ISSUER_HEADS


def test_a_cue_begins_with_its_two_letters() -> None:
    assert when._CUES
    assert all(when._CUE_HEAD.match(cue) for cue in when._CUES)


@given(st.text("1290〇零二三年", max_size=20))
def test_years_are_found_where_they_stand(text: str) -> None:
    assert years.years_in(text) == [year.span() for year in years._YEAR.finditer(text)]


# the first example reads the table of divisions and the words of the segmenter
@settings(deadline=None)
@given(PLACES, st.sampled_from(sorted(towns._STOPS)), PLACES)
def test_no_town_goes_on_after_a_stop(text: str, stop: str, more: str) -> None:
    whole, end = text + stop + more, len(text) + 1
    wanted = [town for town in towns.find_towns(whole, ()) if town.start < end]
    assert towns.find_towns(whole, (), 0, end) == wanted


@given(st.text("“”甲", max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_speech_is_looked_for_only_inside_a_quotation(text: str, start: int, at: int) -> None:
    if scenes._in_speech(text, at, min(start, at)):
        assert scenes.in_speech(text, at, max(0, min(start, at) - scenes.SPEECH))
