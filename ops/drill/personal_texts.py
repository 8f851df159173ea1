#!/usr/bin/env python3
"""Commands as lines of JSON on stdin; each personal text among them, once, a line each, on stdout.

Personal are the fields that the schemas seal (`sealed:` in schemas/*.fbs). Texts of fewer than LEAST characters are left
out: so short a text stands somewhere by accident. Names of people are longer than that, save a few.
"""
import json
import pathlib
import re
import sys

LEAST = 5
SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "schemas"


def sealed_fields():
    declared = re.compile(r"^\s*(\w+):string \(.*\bsealed:", re.MULTILINE)
    return {name for schema in SCHEMAS.glob("*.fbs") for name in declared.findall(schema.read_text())}


def texts(value, fields):
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in fields and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner, fields)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, fields)


def main():
    fields = sealed_fields()
    seen = set()
    for line in sys.stdin:
        for text in texts(json.loads(line)["payload"], fields):
            # What seals pads and encrypts; a text of several lines is looked for line by line.
            seen.update(part for part in text.splitlines() if len(part) >= LEAST)
    sys.stdout.writelines(text + "\n" for text in sorted(seen))


if __name__ == "__main__":
    main()
