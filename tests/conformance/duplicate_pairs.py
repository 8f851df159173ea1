"""Judges what the search for duplicates proposes, pair by pair."""

import subprocess
from itertools import combinations

LEAST_RECALL = 0.95
LEAST_PRECISION = 0.90
COLUMNS = ("surname", "name", "born", "birthplace", "fiscal_code", "other_code", "street", "town", "postcode")


def proposed(program, people):
    """The pairs of numbers that `program` (duplicate_lines.cc) takes for one person."""
    lines = "".join("\t".join(person.get(column, "") for column in COLUMNS) + "\n" for person in people)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return {tuple(int(number) for number in line.split("\t")[:2]) for line in done.stdout.splitlines()}


def true_pairs(names):
    """Pairs of numbers with one name."""
    same = {}
    for number, name in enumerate(names):
        same.setdefault(name, []).append(number)
    return {pair for numbers in same.values() for pair in combinations(numbers, 2)}


def judge(program, title, records):
    """Prints recall and precision over `records`, (person, fields) each, and says whether both are enough."""
    right = true_pairs([name for name, _ in records])
    found = proposed(program, [fields for _, fields in records])
    recall = len(right & found) / len(right)
    precision = len(right & found) / max(1, len(found))
    print(
        f"{title}: {len(records)} records, {len(right)} pairs, {len(found)} proposed; "
        f"recall {recall:.4f} (at least {LEAST_RECALL}), precision {precision:.4f} (at least {LEAST_PRECISION})"
    )
    return recall >= LEAST_RECALL and precision >= LEAST_PRECISION
