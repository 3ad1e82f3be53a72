"""A command without help, without an example, or without a word in the READMEs fails here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from zongshu.cli import main

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh.md"]

# What users and outside checks rely on; a name that no command has yet is passed over.
PROMISED = {
    "extract": ["-o", "--format", "--meta", "--indicators", "--encoding", "--text-column", "--jobs", "--resume",
                "--engine", "--scheduler", "--quiet"],
    "compare": ["-o", "--year", "--level", "--indicator", "--per", "--quiet"],
    "review": ["-o", "--quiet"],
    "apply": ["-o", "--quiet"],
    "evaluate": ["--errors", "--quiet"],
    "discover": ["-o", "--quiet"],
    "export": ["--to", "-o", "--quiet"],
    "text": ["--quiet"],
}  # fmt: skip
FIRST = {"extract": ["-o", "--format", "--meta", "--indicators", "--encoding", "--jobs", "--resume", "--quiet"],
         "compare": ["-o", "--year", "--level", "--indicator", "--quiet"], "evaluate": ["--errors", "--quiet"]}  # fmt: skip


def commands(group: click.Group = main, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        yield (*above, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*above, name))


ALL = [pytest.param(words, command, id=" ".join(words)) for words, command in commands()]
OUTER = sorted(main.commands)


def help_of(words: tuple[str, ...]) -> str:
    done = CliRunner().invoke(main, [*words, "--help"], prog_name="zongshu", terminal_width=200)
    assert done.exit_code == 0, done.output
    return done.output


def options_of(command: click.Command) -> dict[str, click.Option]:
    options = [one for one in command.params if isinstance(one, click.Option)]
    return {spelling: one for one in options for spelling in (*one.opts, *one.secondary_opts)}


@pytest.mark.parametrize(("words", "command"), ALL)
def test_it_tells_what_it_does(words: tuple[str, ...], command: click.Command) -> None:
    assert command.help and command.help.strip(), "no help"
    short = command.get_short_help_str(limit=200)
    assert short.endswith("."), f"the short help is no sentence: {short!r}"


@pytest.mark.parametrize(("words", "command"), ALL)
def test_it_has_an_example_of_itself(words: tuple[str, ...], command: click.Command) -> None:
    _, _, example = help_of(words).partition("Example:")
    called = re.findall(r"^ +zongshu (.+)$", example, flags=re.MULTILINE)
    assert any(line.split()[: len(words)] == list(words) for line in called), called


@pytest.mark.parametrize(("words", "command"), ALL)
def test_options_of_examples_exist(words: tuple[str, ...], command: click.Command) -> None:
    known = {" ".join(path): options_of(one) for path, one in commands()}
    for line in re.findall(r"^ +zongshu (.+)$", help_of(words), flags=re.MULTILINE):
        names = line.split()
        path = " ".join(names[:2]) if " ".join(names[:2]) in known else names[0]
        for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", line):
            assert option in known[path], f"zongshu {line}"


@pytest.mark.parametrize(("words", "command"), ALL)
def test_every_option_is_told(words: tuple[str, ...], command: click.Command) -> None:
    shown = help_of(words)
    for spelling, option in options_of(command).items():
        assert option.help, f"{spelling} has no help"
        assert spelling in shown


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_promised_options_are_named_in_help(name: str) -> None:
    if name not in main.commands:
        pytest.skip(f"there is no command {name} yet")
    there = options_of(main.commands[name])
    shown = help_of((name,))
    for option in PROMISED[name]:
        assert option not in there or re.search(rf"(?<!\S){option}\b", shown), option
    assert set(FIRST.get(name, [])) <= set(there), "an option that users rely on is gone"


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", OUTER)
def test_it_is_in_the_readme(name: str, readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert re.search(rf"^\*\*{name}\*\* ", text, flags=re.MULTILINE), f"no paragraph begins with **{name}**"
    assert re.search(rf"^\$ (?:echo .* \| )?zongshu {name}\b", text, flags=re.MULTILINE), "no example"


@pytest.mark.parametrize("readme", READMES)
def test_options_of_the_readme_exist(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    known = {spelling for _, command in commands() for spelling in options_of(command)} | {"--help", "--version"}
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= known


@pytest.mark.parametrize("readme", READMES)
def test_main_options_are_in_the_readme(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    for name, options in PROMISED.items():
        there = options_of(main.commands[name]) if name in main.commands else {}
        for option in options:
            spellings = [option, "-q"] if option == "--quiet" else [option]
            assert option not in there or any(f"{one}" in text for one in spellings), f"{name} {option}"


def test_the_group_tells_of_all() -> None:
    shown = help_of(())
    for name in OUTER:
        assert re.search(rf"^  {name} +\S", shown, flags=re.MULTILINE), name
