"""400 lines a file, 70 a function; exceptions.txt raises a limit, with its reason, while needed."""

import ast
import re
from dataclasses import dataclass

import cpp
from tree import CPP_SUFFIXES, Violation

FILE_LIMIT = 400
FUNCTION_LIMIT = 70
EXCEPTIONS = "tests/structure/exceptions.txt"

# name() { up to the first closing brace that stands as far left as the name
_SHELL_FUNCTION = re.compile(
    r"^([ \t]*)(?:function[ \t]+)?([\w-]+)[ \t]*\(\)[ \t]*\{[ \t]*(?:#.*)?\n.*?^\1\}",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Measured:
    name: str  # a path, or path::Function: what an exception names
    place: str
    lines: int
    limit: int


def check(tree):
    exceptions = {}
    yield from _read_exceptions(tree, exceptions)
    for measured in _measure(tree):
        limit, number = exceptions.get(measured.name, (measured.limit, 0))
        if measured.lines > measured.limit:
            exceptions.pop(measured.name, None)
        if measured.lines > limit:
            yield Violation(
                measured.place, f"{measured.name} has {measured.lines} lines, the limit is {limit}"
            )
    for name, (_, number) in exceptions.items():
        yield Violation(f"{EXCEPTIONS}:{number}", f"the exception for {name} is no longer needed")


def _read_exceptions(tree, exceptions):
    """Fills name -> (limit, line number), and yields the lines that say too little."""
    lines = tree.lines(EXCEPTIONS) if tree.is_file(EXCEPTIONS) else []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = [field.strip() for field in line.split("|", 2)]
        if len(fields) != 3 or not fields[1].isdigit() or not fields[2]:
            yield Violation(f"{EXCEPTIONS}:{number}", "an exception reads: path | limit | reason")
        else:
            exceptions[fields[0]] = (int(fields[1]), number)


def _measure(tree):
    for path in tree.sources:
        yield Measured(path, path, len(tree.lines(path)), FILE_LIMIT)
        for name, first, last in _functions(tree, path):
            yield Measured(f"{path}::{name}", f"{path}:{first}", last - first + 1, FUNCTION_LIMIT)


def _functions(tree, path):
    text = tree.text(path)
    if path.endswith(tuple(CPP_SUFFIXES)):
        return [
            (function.name, function.first_line, function.last_line)
            for function in cpp.functions(text)
        ]
    if path.endswith(".py"):
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
        nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
        return [(node.name, node.lineno, node.end_lineno) for node in nodes]
    if tree.is_shell(path):
        return [_shell_span(text, match) for match in _SHELL_FUNCTION.finditer(text)]
    return []


def _shell_span(text, match):
    return match[2], text.count("\n", 0, match.start()) + 1, text.count("\n", 0, match.end()) + 1
