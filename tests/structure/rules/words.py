"""Words that promise later work or hide a test, names that say nothing: the list is banned.txt."""

import re
from pathlib import Path

from tree import Violation

LIST = Path(__file__).parent.parent / "banned.txt"


def banned(kind):
    """(pattern, why) for every line `kind | pattern | why`; the pattern may hold bars itself."""
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{kind} | "):
            pattern, why = line.removeprefix(f"{kind} | ").rsplit(" | ", 1)
            yield re.compile(pattern), why


def check(tree):
    words = list(banned("word"))
    for path in tree.sources:
        for number, line in enumerate(tree.lines(path), start=1):
            for pattern, why in words:
                if pattern.search(line):
                    yield Violation(f"{path}:{number}", why)
    yield from _check_names(tree)


def _check_names(tree):
    names = list(banned("name"))
    entries = {part for path in tree.files for part in (path, *_folders(path))}
    for entry in sorted(entries):
        stem = Path(entry).name.split(".")[0].lower()
        for pattern, why in names:
            if pattern.search(stem):
                yield Violation(entry, why)


def _folders(path):
    return [folder.as_posix() for folder in Path(path).parents if folder != Path(".")]
