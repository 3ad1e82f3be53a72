"""A million claims of invented articles over 2,800 counties, compared: seconds and memory.

    python -m tests.bench.compare_million [--claims N] [--counties N]

The claims are written to a Parquet file by one process and compared by another, whose memory is the one that is told.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

SECONDS, GIGABYTES = 20.0, 4.0
INDICATORS = 250


def made(claims: int, counties: int) -> pd.DataFrame:
    """Make a table of claims: ten articles a county, one in twenty printed twice."""
    rng = np.random.default_rng(7)
    articles = counties * 10
    article = np.sort(rng.integers(0, articles, claims))
    place = article % counties
    order = pd.Series(article).groupby(article).cumcount().to_numpy()
    indicator = rng.integers(0, INDICATORS, claims)
    value = np.round(rng.lognormal(5, 2, claims))
    kind = rng.choice(["count", "percent", "change"], claims, p=[0.8, 0.1, 0.1])
    approx = rng.choice(["exact", "over", "under", "about"], claims, p=[0.85, 0.09, 0.03, 0.03])
    year = 2015 + (article // counties) % 10
    # A copy has the values and the words of the article before it in its county.
    text = pd.Series(value.astype(int)).astype("string") + "个"
    sentence = (
        "全域第" + pd.Series(order).astype("string") + "项工作由各有关单位协同推进，累计建成并投用各类阵地站点" + text
    )
    sentence = sentence + "，服务范围覆盖编号" + pd.Series(rng.integers(0, 10**9, claims)).astype("string") + "的片区。"
    number = pd.Series(article).astype("string")
    frame = pd.DataFrame({
        "article_id": "a" + number, "article_source": "reports/" + number + ".txt", "article_fictional": True,
        "article_published": pd.Series(year + 1).astype("string") + "-01-10",
        "id": "c" + pd.Series(rng.permutation(claims)).astype("string"), "start": order * 60 + 30, "end": order * 60 + 35,
        "text": text, "clean": text, "quantity_value": value,
        "quantity_low": np.where(np.isin(approx, ["exact", "over"]), value, np.nan),
        "quantity_high": np.where(np.isin(approx, ["exact", "under"]), value, np.nan),
        "quantity_approx": approx, "quantity_unit": np.where(kind == "percent", "%", "个"), "quantity_kind": kind,
        "quantity_dimension": np.where(kind == "percent", "share", "count"),
        "quantity_direction": np.where(kind == "change", "up", None), "item": "阵地站点", "predicate": "建成",
        "indicator_id": pd.Series(indicator).map(lambda at: f"indicator_{at:03d}"),
        "status": rng.choice(["achieved", "planned", "required", "context"], claims, p=[0.8, 0.1, 0.05, 0.05]),
        "place_name": "县" + pd.Series(place).astype("string"), "place_adcode": (990000 + place).astype(str),
        "place_level": rng.choice(["county", "town"], claims, p=[0.9, 0.1]),
        "period_from": pd.Series(year).astype("string") + "-01-01", "period_to": pd.Series(year).astype("string") + "-12-31",
        "evidence_start": order * 60, "evidence_end": order * 60 + 55, "evidence_text": sentence,
        "evidence_clean": sentence, "confidence": np.round(rng.uniform(0.3, 1, claims), 3),
        "flags": "[]", "rules": '["quantity.digits.classifier"]', "section": "[]",
    })  # fmt: skip
    copies = frame[frame["article_id"].isin(frame["article_id"].drop_duplicates().iloc[::20])]
    copies = copies.assign(
        article_id=copies["article_id"] + "b", id=copies["id"] + "b", article_source="reprints/" + copies["article_id"]
    )
    return pd.concat([frame.iloc[: claims - len(copies)], copies], ignore_index=True)


def measure(path: Path) -> None:
    """Compare a file of claims and print how long each step took."""
    import jieba

    from zongshu.compare import compare, load

    jieba.initialize()
    began = time.perf_counter()
    sample = "全县建成志愿服务站点二百八十个，覆盖率达到百分之七十三。" * 2000
    list(jieba.cut(sample))
    yardstick = time.perf_counter() - began
    began = time.perf_counter()
    frame = load(path)
    loaded, worked = time.perf_counter(), time.process_time()
    panel = compare(frame)
    compared = time.perf_counter()
    busy = time.process_time() - worked
    ranked = len(panel.ranks())
    flagged = len(panel.flags)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{len(frame):,} claims, {len(panel.wide):,} places, {len(panel.indicators)} indicators")
    print(f"{len(panel.frame):,} cells, {len(panel.excluded):,} left out, {len(panel.reposts):,} reprints")
    print(
        f"load {loaded - began:.1f} s, compare {compared - loaded:.1f} s ({busy:.1f} s of processor; limit {SECONDS:.0f} s)"
    )
    print(
        f"ranks of {ranked:,} and {flagged:,} flags {done - compared:.1f} s, peak memory {peak:.2f} GB (limit {GIGABYTES:.0f} GB)"
    )
    print(
        f"compare / yardstick (jieba, {len(sample):,} characters, {yardstick:.2f} s): {(compared - loaded) / yardstick:.1f}"
    )


def main() -> None:
    """Make the claims, and compare them in a process of its own."""
    parser = argparse.ArgumentParser(description="Compare many invented claims: seconds and memory.")
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--counties", type=int, default=2_800)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.file:
        measure(given.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.parquet"
        made(given.claims, given.counties).to_parquet(path)
        subprocess.run([sys.executable, "-m", "tests.bench.compare_million", "--file", str(path)], check=True)


if __name__ == "__main__":
    main()
