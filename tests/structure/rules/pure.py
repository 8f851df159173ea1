"""Deciders, evolvers and rules see nothing from outside, and reckon with no floats."""

import re

from cpp import blank_comments_and_strings
from tree import Violation

PURE_FOLDERS = ("engine/families/", "engine/identity/", "engine/rules/")
FORBIDDEN_HEADERS = {
    "thread",
    "mutex",
    "shared_mutex",
    "condition_variable",
    "future",
    "atomic",
    "random",
    "fstream",
    "iostream",
    "filesystem",
    "locale",
    "ctime",
    "time.h",
}
FORBIDDEN_NAMES = re.compile(
    r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock|file_clock"
    r"|getenv|secure_getenv|random_device|float|double|std::time|std::rand)\b"
)


def check(tree):
    for path in tree.with_suffix(".cc", ".h"):
        if not path.startswith(PURE_FOLDERS):
            continue
        for include in tree.includes(path):
            if include.path in FORBIDDEN_HEADERS:
                yield Violation(
                    f"{path}:{include.line}", f"pure code may not include <{include.path}>"
                )
        code = blank_comments_and_strings(tree.text(path))
        for number, line in enumerate(code.splitlines(), start=1):
            for name in FORBIDDEN_NAMES.findall(line):
                yield Violation(f"{path}:{number}", f"pure code may not use {name}")
