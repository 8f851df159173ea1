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


def tables():
    """Of each table of the schemas: its fields' types, and which of them are sealed."""
    table = re.compile(r"^table (\w+) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
    field = re.compile(r"^\s*(\w+):\s*\[?(\w+)\]?\s*\(([^)]*)\)", re.MULTILINE)
    found = {}
    for schema in SCHEMAS.glob("*.fbs"):
        for name, body in table.findall(schema.read_text()):
            found[name] = {of: (kind, "sealed:" in attributes) for of, kind, attributes in field.findall(body)}
    return found


def texts(value, kind, schemas):
    """The sealed texts in a value of table `kind`."""
    if isinstance(value, list):
        for inner in value:
            yield from texts(inner, kind, schemas)
    elif isinstance(value, dict):
        for name, inner in value.items():
            of, is_sealed = schemas.get(kind, {}).get(name, (None, False))
            if is_sealed and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner, of, schemas)


def main():
    schemas = tables()
    seen = set()
    for line in sys.stdin:
        payload = json.loads(line)["payload"]
        for text in texts(payload, payload["type"], schemas):
            # What seals pads and encrypts; a text of several lines is looked for line by line.
            seen.update(part for part in text.splitlines() if len(part) >= LEAST)
    sys.stdout.writelines(text + "\n" for text in sorted(seen))


if __name__ == "__main__":
    main()
