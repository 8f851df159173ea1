"""Checks one rule of STYLE.md on the tree. Usage: check.py RULE ROOT

Prints a line for each violation; exits with 1 if there is one, with 2 if it cannot check.
"""

import importlib
import sys
from pathlib import Path

from tree import Tree

RULES = ("arrows", "vendors", "built", "sizes", "readmes", "words", "pure", "texts")


def violations(rule, root):
    """Every violation of the rule under the root, as objects whose str() is `place: problem`."""
    return list(importlib.import_module(f"rules.{rule}").check(Tree(root)))


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in RULES or not Path(arguments[1]).is_dir():
        print(f"usage: check.py {'|'.join(RULES)} ROOT", file=sys.stderr)
        return 2
    found = violations(*arguments)
    for violation in found:
        print(violation)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
