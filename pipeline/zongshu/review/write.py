"""Pages to disk: one for all articles, or an index and one for each."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from zongshu.errors import ReadError, UsageError
from zongshu.files import replace_file
from zongshu.lexicon.registry import load_registry, registry
from zongshu.read import ReadOptions
from zongshu.record import encode
from zongshu.record.models import Record
from zongshu.review import Reviewed
from zongshu.review.data import article_data
from zongshu.review.page import Held, index_page, page
from zongshu.texts import Texts

__all__ = ["write_pages"]


def write_pages(
    records: Iterable[Record], out: str | os.PathLike[str], articles: str | os.PathLike[str] | None,
    options: ReadOptions | None, indicators: Iterable[str | os.PathLike[str]], lang: str, title: str | None,
    coder: str, largest: int,
) -> Reviewed:  # fmt: skip
    """Write what `review` promises."""
    goal = Path(out)
    packs = [Path(pack) for pack in indicators]
    entries = (load_registry(packs) if packs else registry()).entries
    names = {key: entry.zh if lang == "zh" else entry.en for key, entry in entries.items()}
    done = Reviewed(pages=[str(goal)])
    held: list[Held] = []
    size = 0
    digest = hashlib.sha256()
    folder: _Folder | None = None
    for record, one in _held(records, Texts(articles, options), done):
        line = encode(record)
        digest.update(line)
        done.articles, done.claims = done.articles + 1, done.claims + len(one.claims)
        done.numbers += len(one.numbers)
        if folder is None:
            held.append(one)
            size += one.size
            if size > largest and len(held) > 1:
                folder = _Folder(goal, lang, title, coder, names)
                for earlier in held:
                    folder.add(earlier)
                held = []
        else:
            folder.add(one)
    if not done.articles:
        reason = f": {done.failed[0][1]}" if done.failed else ""
        raise UsageError(f"there is no article to review{reason}")
    if folder is None:
        replace_file(goal, page(held, digest.hexdigest()[:16], names, lang, title, coder))
    else:
        done.pages += folder.finish()
    return done


def _held(records: Iterable[Record], texts: Texts, done: Reviewed) -> Iterator[tuple[Record, Held]]:
    for record in records:
        if not record.article.characters:
            continue  # an article that could not be read has nothing to review
        try:
            article = texts(record)
        except (ReadError, UsageError) as error:
            done.failed.append((record.article.source, str(error)))
            continue
        yield record, Held.of(article_data(record, article))


class _Folder:
    """An index with a page for each article in a folder beside it; the folder is put in place when it is complete."""

    def __init__(self, goal: Path, lang: str, title: str | None, coder: str, names: dict[str, str]) -> None:
        self._goal, self._lang, self._title, self._coder, self._names = goal, lang, title, coder, names
        self._name = f"{goal.stem}_articles"
        self._draft = goal.with_name(f".{self._name}.{os.getpid()}.tmp")
        self._rows: list[dict[str, object]] = []
        try:
            self._draft.mkdir()
        except OSError as error:
            raise UsageError(f"{goal}: cannot be written ({error.strerror})") from error

    def add(self, one: Held) -> None:
        """Write the page of one article."""
        name = f"{len(self._rows) + 1:05d}.html"
        head = one.head
        # a page of its own keeps its progress by itself, whatever else is extracted
        digest = hashlib.sha256(one.body.encode("utf-8")).hexdigest()[:16]
        title = head["title"] or head["source"]
        made = page([one], digest, self._names, self._lang, title, self._coder, part=str(head["id"]))
        (self._draft / name).write_bytes(made)
        self._rows.append(
            {
                "href": f"{self._name}/{name}",
                "title": head["title"],
                "source": head["source"],
                "claims": len(one.claims),
                "flagged": sum(bool(row[-1]) for row in one.claims),
                "numbers": len(one.numbers),
            }
        )

    def finish(self) -> list[str]:
        """Put folder and index in place; return the pages."""
        folder = self._goal.with_name(self._name)
        if folder.exists():
            shutil.rmtree(folder)
        self._draft.replace(folder)
        replace_file(self._goal, index_page(self._rows, self._lang, self._title))
        return [str(self._goal.parent / str(row["href"])) for row in self._rows]
