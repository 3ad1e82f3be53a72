"""Make the corpus from its marked-up articles: `python -m tests.support.build [--check]`, run from the project root.

For each `corpora/marked/<id>.txt` it writes `corpora/<split>/<id>.txt` (the text with the layout damage of its head)
and `<id>.json` (the gold rows, anchored in that text), and `corpora/articles.csv` for all.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import click
from tests.support.damage import Carrier, damage
from tests.support.marked import MarkedArticle, MarkedError, read_marked

__all__ = ["CORPORA", "articles", "differences", "gold_rows", "outputs"]

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_COLUMNS = (
    *("file", "split", "sector", "gold_place", "gold_adcode", "gold_level"),
    *("published", "fictional", "layout", "note"),
)


def articles(corpora: Path = CORPORA) -> list[MarkedArticle]:
    """Read all marked-up articles, in the order of their names.

    Args:
        corpora: the corpus folder.

    Raises:
        MarkedError: a file holds a mistake, or its id is not its name.
    """
    found = []
    for path in sorted((corpora / "marked").glob("*.txt")):
        article = read_marked(path)
        if article.id != path.stem:
            raise MarkedError(f"{path.name}, line 2: the id is {article.id}, not {path.stem}")
        found.append(article)
    return found


def gold_rows(article: MarkedArticle) -> tuple[str, list[dict[str, object]]]:
    """Damage an article as its head says and carry its gold rows over.

    Args:
        article: a marked-up article.

    Returns:
        The damaged text, and the rows as the gold file holds them; `text[start:end] == row["text"]` for each.
    """
    text, back = damage(article.text, article.layout, seed=article.id)
    carrier = Carrier(back, len(article.text))
    rows = []
    for row in article.rows:
        start, end = carrier.span(row.start, row.end)
        rows.append(row.to_json(start, end, text[start:end]))
    return text, rows


def outputs(corpora: Path = CORPORA) -> dict[str, str]:
    """Return every file that is made, by its path below the corpus folder.

    Args:
        corpora: the corpus folder; only its `marked` folder is read.
    """
    made: dict[str, str] = {}
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for article in articles(corpora):
        text, rows = gold_rows(article)
        stem = f"{article.split}/{article.id}"
        made[f"{stem}.txt"] = text
        made[f"{stem}.json"] = json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
        place = (article.place, article.adcode, article.level)
        rest = (article.published or "", "true", "+".join(article.layout), article.note)
        writer.writerow((f"{stem}.txt", article.split, article.sector, *place, *rest))
    made["articles.csv"] = table.getvalue()
    return made


def differences(made: dict[str, str], corpora: Path = CORPORA) -> list[str]:
    """Tell which files on disk are not what is made: missing, other, or made from no article.

    Args:
        made: what `outputs` returned.
        corpora: the corpus folder.
    """
    found = []
    for name, content in made.items():
        path = corpora / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif path.read_bytes() != content.encode():
            found.append(f"{name} differs")
    for split in ("dev", "test"):
        on_disk = {f"{split}/{path.name}" for path in (corpora / split).glob("*")}
        found += [f"{name} is made from no marked article" for name in sorted(on_disk - made.keys())]
    return found


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when a checked-in file differs.")
def main(check: bool) -> None:
    """Make the corpus from its marked-up articles.

    Example: python -m tests.support.build --check
    """
    try:
        made = outputs()
    except MarkedError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    if check:
        found = differences(made)
        for line in found:
            click.echo(f"{line}; run python -m tests.support.build", err=True)
        sys.exit(1 if found else 0)
    for name, content in made.items():
        path = CORPORA / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode())
    click.echo(f"{len(made)} files written")


if __name__ == "__main__":
    main()
