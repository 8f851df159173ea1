"""Nothing lies beside the build: it names every .cc and .fbs, and a .cc includes every .h."""

import posixpath
import re

from tree import Violation

FOREIGN_SUFFIXES = (".cpp", ".cxx", ".c", ".hpp", ".hxx", ".hh")
FROZEN = "schemas/released/"  # golden copies of past releases: compared with, never compiled

_COMMENT = re.compile(r"#\[(=*)\[.*?\]\1\]|#[^\n]*", re.DOTALL)
_SUBDIRECTORY = re.compile(r"\badd_subdirectory\s*\(\s*\"?([^\s\")]+)")
_NAMED_FILE = re.compile(r"[^\s\"();]+\.(?:cc|fbs)(?![\w.])")


def check(tree):
    named = _named_files(tree)
    for path in tree.with_suffix(".cc", ".fbs"):
        if path not in named and not path.startswith(FROZEN):
            yield Violation(path, "no CMakeLists.txt of the build names this file")
    reached = _reached_headers(tree, [path for path in named if path.endswith(".cc")])
    for path in tree.with_suffix(".h"):
        if path not in reached:
            yield Violation(path, "no .cc of the build includes this header")
    for path in tree.with_suffix(*FOREIGN_SUFFIXES):
        yield Violation(path, "C++ files end in .cc and .h")


def _named_files(tree):
    """The files that the root CMakeLists.txt, and all that it adds, name by path."""
    named, folders = set(), [""]
    for folder in folders:  # grows while it is read
        listing = posixpath.join(folder, "CMakeLists.txt")
        if not tree.is_file(listing):
            continue
        text = _COMMENT.sub("", tree.text(listing))
        folders += [_resolve(folder, name) for name in _SUBDIRECTORY.findall(text)]
        named |= {_resolve(folder, name) for name in _NAMED_FILE.findall(text)}
    return named


def _resolve(folder, name):
    name = name.replace("${CMAKE_CURRENT_SOURCE_DIR}/", "")
    if name.startswith("${CMAKE_SOURCE_DIR}/"):
        return posixpath.normpath(name.removeprefix("${CMAKE_SOURCE_DIR}/"))
    return posixpath.normpath(posixpath.join(folder, name))


def _reached_headers(tree, sources):
    """Headers that these sources include, directly or through other headers."""
    reached, waiting = set(), [path for path in sources if tree.is_file(path)]
    while waiting:
        path = waiting.pop()
        own_folder = posixpath.dirname(path)
        for include in tree.includes(path):
            for folder in ("", "tests", own_folder):
                header = posixpath.normpath(posixpath.join(folder, include.path))
                if header not in reached and tree.is_file(header):
                    reached.add(header)
                    waiting.append(header)
    return reached
