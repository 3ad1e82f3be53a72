"""SPSS .sav: claims with labels of variables and of values, out and in; needs pyreadstat (`zongshu[spss]`)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zongshu.errors import DataError, UsageError
from zongshu.exchange._codebook import CLAIMS, LABELS, WORDS
from zongshu.exchange._files import read_bytes
from zongshu.exchange._frames import claims_frame, frame_rows
from zongshu.exchange._job import Job
from zongshu.exchange._rows import restore
from zongshu.files import replace_file
from zongshu.record.models import Record
from zongshu.texts import Texts

__all__ = ["read", "write"]

_LONGEST = 32_767


def _library() -> Any:
    try:
        import pyreadstat
    except ImportError as error:
        raise UsageError('SPSS files need pyreadstat; install it with: pip install "zongshu[spss]"') from error
    return pyreadstat


def write(job: Job) -> list[str]:
    """Write the table of claims; a text of more than 32,767 bytes is cut, which is told."""
    library = _library()
    frame = claims_frame(job.records)
    notes = []
    for name, kind in CLAIMS.items():
        if name in WORDS:
            # categories are numbers with labels, as in a questionnaire
            codes = frame[name].cat.codes.astype("float64") + 1
            frame[name] = codes.where(codes > 0)
        elif kind in ("text", "json"):
            long = frame[name].map(lambda text: len(text.encode("utf-8")) > _LONGEST).astype("bool")
            if long.any():
                notes.append(f"{name}: {int(long.sum())} texts of more than {_LONGEST:,} bytes are cut")
                frame.loc[long, name] = frame.loc[long, name].map(_cut)
    values = {name: {float(code): word for code, word in enumerate(words, 1)} for name, words in WORDS.items()}
    with tempfile.TemporaryDirectory() as folder:
        draft = os.path.join(folder, "claims.sav")
        library.write_sav(
            frame,
            draft,
            file_label="Claims of work-summary articles (zongshu)",
            column_labels={name: LABELS[name] for name in CLAIMS},
            variable_value_labels=values,
            variable_measure=dict.fromkeys(WORDS, "nominal"),
        )
        replace_file(job.out, Path(draft).read_bytes())
    return notes


def _cut(text: str) -> str:
    return text.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore")


def read(path: Path, texts: Texts | None = None) -> Iterator[Record]:
    """Read a table of claims that SPSS saved.

    Raises:
        UsageError: pyreadstat is not installed.
        DataError: the file is no .sav, or a row is no claim.
    """
    library = _library()
    read_bytes(path)
    try:
        frame, _ = library.read_sav(str(path), apply_value_formats=True)
    except Exception as error:  # the library has errors of its own that derive from nothing in common
        raise DataError(f"{path}: no SPSS file, or a damaged one ({error})") from error
    yield from restore(list(frame_rows(frame, str(path))))
