"""Records to a workbook."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from zongshu.batch.writers import Writer
from zongshu.errors import UsageError
from zongshu.record import decode
from zongshu.record.models import Record
from zongshu.tables import ARTICLE_COLUMNS, CLAIM_COLUMNS, ISSUE_COLUMNS, Row, article_row, claim_rows, issue_rows

__all__ = ["XlsxWriter"]

_ROWS = 1_048_575
_CELL = 32_767


class XlsxWriter(Writer):
    """A workbook with the sheets claims, articles and issues; text is text, never a formula or a link."""

    def __init__(self, out: Path, draft: Path) -> None:
        import xlsxwriter

        super().__init__(out, draft)
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(str(self.draft), options)
        self._book.set_properties({"created": datetime(2000, 1, 1)})  # the same claims, the same file
        self._next: dict[str, int] = {}
        for name, columns in (("claims", CLAIM_COLUMNS), ("articles", ARTICLE_COLUMNS), ("issues", ISSUE_COLUMNS)):
            self._book.add_worksheet(name).freeze_panes(1, 0)
            self._next[name] = 0
            self._row(name, tuple(columns))

    def write(self, line: bytes) -> None:
        """Write rows to all sheets."""
        record: Record = decode(line)
        self._row("articles", article_row(record))
        for row in claim_rows(record):
            self._row("claims", row)
        for row in issue_rows(record):
            self._row("issues", row)

    def _row(self, name: str, cells: Row) -> None:
        number = self._next[name]
        if number > _ROWS:
            raise UsageError(f"{self.out}: a sheet holds no more than {_ROWS} rows; write csv or parquet")
        sheet = self._book.get_worksheet_by_name(name)
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(number, column, value if len(value) <= _CELL else value[: _CELL - 1] + "…")
            elif isinstance(value, bool):
                sheet.write_boolean(number, column, value)
            elif value is not None:
                sheet.write_number(number, column, value)
        self._next[name] = number + 1

    def finish(self) -> None:
        """Close the file."""
        if not self._book.fileclosed:
            self._book.close()
