"""The command line. Nothing heavy is imported before a command runs, so that `--help` is quick."""

from __future__ import annotations

from zongshu.cli.main import main

__all__ = ["main"]
