"""The source tree as the rules see it: which files there are, and what each one includes."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

# In the direction of the arrows: a room may include itself and the rooms before it.
ROOMS = ("schemas", "events", "engine", "projections", "connectors", "ops")
FOLDERS = ROOMS + ("tests",)

CPP_SUFFIXES = {".cc", ".h"}
SOURCE_SUFFIXES = CPP_SUFFIXES | {".fbs", ".py", ".js", ".mjs", ".ts", ".tsx", ".css", ".html", ".cmake"}

_NOT_OURS = {"__pycache__", "node_modules"}  # made, or fetched: never committed

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"(?P<quoted>[^"]+)"|<(?P<angled>[^>]+)>)')


@dataclass(frozen=True)
class Violation:
    """One broken rule. `place` is a path from the root, with `:line` where there is one."""

    place: str
    problem: str

    def __str__(self):
        return f"{self.place}: {self.problem}"


@dataclass(frozen=True)
class Include:
    line: int
    path: str
    quoted: bool  # "like this" rather than <like this>


class Tree:
    """Every file below the rooms and tests, by its path from the root; hidden folders excepted."""

    def __init__(self, root):
        self.root = Path(root)

    @cached_property
    def files(self):
        found = []
        for folder in FOLDERS + (".ci",):
            for path in (self.root / folder).rglob("*"):
                inside = path.relative_to(self.root / folder).parts
                if path.is_file() and not any(p.startswith(".") or p in _NOT_OURS for p in inside):
                    found.append(path.relative_to(self.root).as_posix())
        return sorted(found)

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8", errors="replace")

    def lines(self, path):
        return self.text(path).splitlines()

    def is_file(self, path):
        return (self.root / path).is_file()

    def with_suffix(self, *suffixes):
        return [path for path in self.files if Path(path).suffix in suffixes]

    def is_shell(self, path):
        """A script is known by its first line: ours carry no suffix."""
        with open(self.root / path, "rb") as file:
            return re.match(rb"#!.*\b(ba)?sh\b", file.readline(200)) is not None

    @cached_property
    def sources(self):
        """What people write and read as code: C++, schemas, scripts, pages and the build itself."""
        return [
            path
            for path in self.files
            if Path(path).suffix in SOURCE_SUFFIXES
            or Path(path).name == "CMakeLists.txt"
            or (Path(path).suffix in ("", ".sh") and self.is_shell(path))
        ]

    def includes(self, path):
        found = []
        for number, line in enumerate(self.lines(path), start=1):
            match = _INCLUDE.match(line)
            if match:
                found.append(
                    Include(number, match["quoted"] or match["angled"], match["quoted"] is not None)
                )
        return found
