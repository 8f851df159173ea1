"""Recall and precision of the search for duplicates among invented Italian records. Usage:
italian_duplicates.py DUPLICATE_LINES FISCAL_CODE_LINES [RECORDS [SEED]]"""

import random
import sys

from duplicate_pairs import judge
from italian_people import records

RECORDS = 2_000
SEED = 1861


def main():
    searching, composing, *given = sys.argv[1:]
    count, seed = [int(word) for word in given] + [RECORDS, SEED][len(given) :]
    made = records(random.Random(seed), count, composing)
    return 0 if judge(searching, f"Italian, seed {seed}", made) else 1


if __name__ == "__main__":
    sys.exit(main())
