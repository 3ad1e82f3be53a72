"""What a comparison holds, and what can be asked of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from zongshu.compare._flags import find_flags
from zongshu.compare._labels import label
from zongshu.compare._per import EMPTY
from zongshu.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from zongshu.compare._composite import Composite
    from zongshu.compare._plots import Plots

__all__ = ["CELL", "Panel"]

CELL = ["place_key", "indicator_id"]
"""What makes a cell."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Panel:
    """A comparison of places, with the claims behind it.

    Attributes:
        frame: one row for each place, indicator and year that has a claim. `value`, `low` and `high` are in the unit of
            the indicator; `least` and `most` are the bounds as compared, infinite where the words set none; `also_in`
            names the other places where the article was printed.
        wide: place by indicator, the value of the latest year; NA where there is none. A range has no one value.
        excluded: claims left out, with `reason` (a code) and `reason_text`.
        conflicts: every value of a place, indicator and year that has more than one; `shown` marks the one in the cell.
        claims: the claims that were compared, the shown one of each cell first.
        level: the level of place that is compared.
        year: the year that was asked for, or None.
        indicators: the ids of the columns, in order.
        names: names for the ids.
        bounds: how words of approximation are read, `words` or `rounding`.
        reposts: articles that were printed twice and count once, with both sources.
        renamed: codes of places that have another one today.
        per: the denominators that the user gave, with their source.
        normalised: the figures of `frame` for 10,000 inhabitants, a community or a km²; shares and rates are not there.
        missing: the denominators that were lacking.
        near_years: how many years around that of the comparison may stand in for it.
    """

    frame: pd.DataFrame
    wide: pd.DataFrame
    excluded: pd.DataFrame
    conflicts: pd.DataFrame
    claims: pd.DataFrame
    level: str | None
    year: int | None
    indicators: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    bounds: str = "words"
    reposts: pd.DataFrame = field(default_factory=EMPTY)
    renamed: pd.DataFrame = field(default_factory=EMPTY)
    per: pd.DataFrame = field(default_factory=EMPTY)
    normalised: pd.DataFrame = field(default_factory=EMPTY)
    missing: pd.DataFrame = field(default_factory=EMPTY)
    near_years: int = 0
    _known: dict[str, pd.DataFrame] = field(default_factory=dict)

    def __repr__(self) -> str:
        return (
            f"Panel({len(self.wide)} places x {len(self.indicators)} indicators, level={self.level}, year={self.year}, "
            f"{len(self.claims)} claims, {len(self.excluded)} left out)"
        )

    @property
    def plot(self) -> Plots:
        """Pictures of the comparison, for notebooks and papers; they need matplotlib."""
        return self.plots()

    def plots(self, lang: str = "en") -> Plots:
        """Give the pictures of `plot` with titles and notes in another language.

        Args:
            lang: `en` or `zh`.

        Raises:
            UsageError: matplotlib is not installed.
        """
        try:
            from zongshu.compare._plots import Plots
        except ImportError as error:
            raise UsageError("pictures need matplotlib: pip install 'zongshu[notebook]'") from error
        return Plots(self, lang)

    def cells(self) -> pd.DataFrame:
        """The rows of `frame` that `wide` shows: of each place and indicator the year asked for, else the latest."""
        return self.frame.drop_duplicates(CELL)

    def evidence(self, place: str, indicator: str) -> pd.DataFrame:
        """The claims behind a cell, the shown one first.

        Args:
            place: an adcode or a full name, of today or as the articles have it.
            indicator: an indicator id.

        Returns:
            Rows of the claims table; none where the cell is empty.

        Raises:
            UsageError: no such place or indicator here, or the name fits several places; give the adcode.
        """
        claims = self.claims
        keys: list[str] = []
        for name in ("place_adcode", "adcode_told", "place_name", "place_told"):
            keys = keys or sorted(claims.loc[(claims[name] == place).fillna(False), "place_key"].unique())
        here = claims[claims["place_key"].isin(keys)]
        if len(keys) > 1:
            codes = ", ".join(sorted(here["place_adcode"].fillna("without code").unique()))
            raise UsageError(f"{place} is the name of several places here ({codes}): give the adcode")
        if not keys:
            told = set(claims["place_name"].dropna()) | set(claims["place_told"].dropna())
            raise UsageError(f"no place {place!r} in this panel{_near(place, told)}")
        if indicator not in self.indicators:
            raise UsageError(f"no indicator {indicator!r} in this panel{_near(indicator, self.indicators)}")
        return here[here["indicator_id"] == indicator].reset_index(drop=True)

    @property
    def flags(self) -> pd.DataFrame:
        """What stands against comparing a cell with the others of its column, or is to be known of it.

        A row a cell and finding: `code`, `words`, and `keeps_out` where ranks leave the cell out.
        """
        return self._once("flags", lambda: find_flags(self.cells(), self.conflicts, self.year, self.near_years))

    def _once(self, name: str, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Work a table out when it is first asked for."""
        if name not in self._known:
            self._known[name] = make()
        return self._known[name].copy()

    def ranks(
        self,
        indicators: str | Iterable[str] | None = None,
        *,
        per: str | None = None,
        lower_is_better: Iterable[str] = (),
        scores: bool = False,
    ) -> pd.DataFrame:
        """Rank the places within each indicator, with the best and the worst rank that the bounds allow.

        Cells with a flag that keeps them out are not ranked; `flags` says why.

        Args:
            indicators: the ids to rank; all of the panel where there are none.
            per: a denominator of `per` on which figures are normalised; shares and rates stay as they are.
            lower_is_better: ids of which the least comes first.
            scores: add `z` (distance to the mean in standard deviations) and `minmax` (0 to 1).

        Returns:
            A row a place and indicator: the value with its bounds, `rank` (ties share the first), `tied`, `rank_best`,
            `rank_worst`, `n`, the `median` of the indicator, `difference` and `ratio` to it; `near_year` marks a figure
            of another year that stands in.

        Raises:
            UsageError: no such indicator or denominator.
        """
        from zongshu.compare._ranks import ranks

        return ranks(self, indicators, per=per, lower_is_better=lower_is_better, scores=scores)

    def composite(
        self,
        weights: Mapping[str, float],
        *,
        per: str | None = None,
        lower_is_better: Iterable[str] = (),
        method: str = "minmax",
        spread: float = 0.25,
        draws: int = 1000,
    ) -> Composite:
        """Put several indicators into one index, and show how far the ranks hang on the weights.

        Args:
            weights: the weight of each indicator; they are scaled to add up to 1.
            per: a denominator of `per`, as for `ranks`.
            lower_is_better: ids of which less is better.
            method: `minmax` or `z`.
            spread: how far each weight is shaken, as a share of it.
            draws: how many sets of shaken weights are tried.

        Returns:
            The index with its weights, ranks under shaken weights, and ranks with one indicator left out.

        Raises:
            UsageError: no such indicator, fewer than two of them, or a weight below 0.
        """
        from zongshu.compare._composite import composite

        return composite(self, weights, per, lower_is_better, method, spread, draws)

    def over_time(self) -> pd.DataFrame:
        """Set each year beside the one before it, with the growth that the article itself claims.

        Returns:
            A row for each place, indicator and year: the value, the year before it that is known, growth from the two
            levels with its bounds, growth as claimed, and `agrees` (NA where there is nothing to compare).

        Raises:
            UsageError: the panel was made for one year.
        """
        from zongshu.compare._time import over_time

        return self._once("time", lambda: over_time(self))

    @property
    def checks(self) -> pd.DataFrame:
        """What does not fit together: growth against levels, parts against their whole, shares over 100 %.

        A row a finding: code and words, place, indicator, year, what is told and what was worked out, the claim, the
        other claim, and the sentence.
        """
        from zongshu.compare._checks import checks

        return self._once("checks", lambda: checks(self))

    def years_differ(self) -> bool:
        """Whether the cells are for several years, so that each has to tell its own."""
        return bool(self.cells()["year"].nunique(dropna=False) > 1)

    def year_words(self, lang: str = "en") -> str:
        """Say for people which year is compared."""
        if self.year is None:
            return label(lang, "year.latest")
        return f"{self.year} ±{self.near_years}" if self.near_years else str(self.year)

    def counts(self) -> dict[str, int]:
        """How many places, indicators, articles, claims, conflicts and left-out claims there are."""
        conflicting = self.frame[self.frame["conflict"]]
        return {
            "places": len(self.wide),
            "indicators": len(self.indicators),
            "articles": int(self.claims["article_id"].nunique()),
            "claims": len(self.claims),
            "conflicts": len(conflicting),
            "excluded": len(self.excluded),
        }

    def warning(self, lang: str = "en") -> str:
        """A sentence that says that samples are invented; empty where none is."""
        articles = self.claims.drop_duplicates("article_id")
        invented, total = int(articles["article_fictional"].sum()), len(articles)
        if not invented:
            return ""
        return label(lang, "fictional.all" if invented == total else "fictional.some", n=invented, m=total)

    def notes(self, lang: str = "en") -> list[str]:
        """What a reader must know before reading the table, in sentences."""
        from zongshu.compare._notes import notes

        return notes(self, lang)


def _near(name: str, known: Iterable[str]) -> str:
    """Name those that a wrong name may have meant."""
    from difflib import get_close_matches

    near = get_close_matches(str(name), sorted(known), 3, cutoff=0.5)
    return f"; did you mean {', '.join(near)}?" if near else ""
