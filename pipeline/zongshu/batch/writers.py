"""Records to files: JSON Lines, CSV or Parquet, put in place in one step when they are complete."""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path
from typing import IO

from zongshu.batch.sheets import ParquetSheet, Sheet
from zongshu.errors import UsageError
from zongshu.record import decode
from zongshu.tables import CLAIM_COLUMNS, ISSUE_COLUMNS, claim_rows, issue_rows

__all__ = ["DatasetWriter", "JsonlWriter", "TableWriter", "Writer"]

_PART = 100_000  # rows of claims in a file of a dataset, some megabytes


class Writer(ABC):
    """Takes records one after the other.

    Args:
        out: where the file goes.
        draft: where it grows; by default a hidden file beside it.
    """

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        self.out = out
        self.draft = draft or out.with_name(f".{out.name}.{os.getpid()}.tmp")

    @abstractmethod
    def write(self, line: bytes) -> None:
        """Take the record of an article, as a line of JSON without the line end."""

    @abstractmethod
    def finish(self) -> None:
        """Complete the draft; it stays where it is."""

    def commit(self) -> None:
        """Complete the file and put it in place."""
        self.finish()
        os.replace(self.draft, self.out)

    def discard(self) -> None:
        """Leave no trace of the draft."""
        with suppress(Exception):  # closing may meet again what ended the writing
            self.finish()
        if not self.draft.is_dir():
            self.draft.unlink(missing_ok=True)


class JsonlWriter(Writer):
    """One line of JSON an article."""

    def __init__(self, out: Path, draft: Path | None = None) -> None:
        super().__init__(out, draft)
        self._stream: IO[bytes] = self.draft.open("wb")

    def write(self, line: bytes) -> None:
        """Write the line."""
        self._stream.write(line + b"\n")

    def finish(self) -> None:
        """Close the file."""
        self._stream.close()


class TableWriter(Writer):
    """A table of claims; the issues go to a second table beside it, where there are any.

    Args:
        out: where the table goes.
        draft: where it grows.
        sheet: CSV or Parquet.
    """

    def __init__(self, out: Path, draft: Path, sheet: type[Sheet]) -> None:
        super().__init__(out, draft)
        self._sheet = sheet
        self._claims = self.open_claims()
        self._issues: Sheet | None = None
        self.issues_out = out.with_name(f"{out.stem}.issues{out.suffix or draft.suffix}")

    def open_claims(self) -> Sheet:
        """Begin the table of claims."""
        return self._sheet(self.draft, CLAIM_COLUMNS)

    def write(self, line: bytes) -> None:
        """Write a row a claim."""
        record = decode(line)
        if record.issues:
            if self._issues is None:
                self._issues = self._sheet(self.draft.with_name(f"issues{self.issues_out.suffix}"), ISSUE_COLUMNS)
            self._issues.write(issue_rows(record))
        self._claims.write(claim_rows(record))

    def finish(self) -> None:
        """Complete the files."""
        self._claims.close()
        if self._issues is not None:
            self._issues.close()

    def commit(self) -> None:
        """Put both tables in place; an older table of issues does not outlive its claims."""
        super().commit()
        if self._issues is not None:
            os.replace(self._issues.path, self.issues_out)
        else:
            self.issues_out.unlink(missing_ok=True)


class DatasetWriter(TableWriter):
    """A folder of Parquet files, which pandas, Arrow, DuckDB and Spark read as one table.

    Args:
        out: the folder; one that is there may hold nothing but an earlier dataset.
        draft: where it grows.

    Raises:
        UsageError: the folder holds something else.
    """

    def __init__(self, out: Path, draft: Path) -> None:
        if out.exists() and (not out.is_dir() or any(not _is_part(path) for path in out.iterdir())):
            raise UsageError(f"{out}: holds other files; a dataset needs a folder of its own")
        self._parts = 0
        draft = draft.with_suffix(".parquet")
        draft.mkdir()
        super().__init__(out, draft, ParquetSheet)
        self.issues_out = out.with_name(f"{out.name}.issues.parquet")

    def open_claims(self) -> Sheet:
        """Begin the next file."""
        path = self.draft / f"part-{self._parts:05d}.parquet"
        self._parts += 1
        return ParquetSheet(path, CLAIM_COLUMNS)

    def write(self, line: bytes) -> None:
        """Write a row a claim; the claims of an article stay in one file."""
        if self._claims.count >= _PART:
            self._claims.close()
            self._claims = self.open_claims()
        super().write(line)

    def commit(self) -> None:
        """Put the folder in place of an earlier one."""
        if self.out.is_dir():
            shutil.rmtree(self.out)
        super().commit()


def _is_part(path: Path) -> bool:
    return path.name.startswith("part-") and path.suffix == ".parquet"
