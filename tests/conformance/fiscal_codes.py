"""Compares 10,000 invented fiscal codes with PyPI's python-codicefiscale, both ways. Usage: fiscal_codes.py PROGRAM"""

import random
import subprocess
import sys
from datetime import date, timedelta

from codicefiscale import codicefiscale

CODES = 10_000
SEED = 1976
# Places that existed on every day below. Their names only: the persons are invented.
PLACES = ("H501", "F205", "L219", "B354", "I452", "A662", "F839", "Z404", "Z112")
VOWELS = list("aeiouàèéìòùüöáâêîôû")
CONSONANTS = list("bcdfghjklmnpqrstvwxyz") + ["gn", "sch", "ñ", "ç", "ß", "š", "ž", "ł", "đ", "ć", "ş", "ğ"]
BETWEEN = ("'", "’", " ", "-")


def a_name(chance):
    parts = []
    for _ in range(chance.choice((1, 1, 1, 2))):
        part = "".join(
            chance.choice(CONSONANTS) * chance.choice((0, 1, 1, 1)) + chance.choice(VOWELS)
            for _ in range(chance.randint(1, 4))
        )
        parts.append(part.capitalize())
    return chance.choice(BETWEEN).join(parts)


def a_person(chance):
    born = date(1930, 1, 1) + timedelta(days=chance.randrange(90 * 365))
    return a_name(chance), a_name(chance), chance.choice("FM"), born.isoformat(), chance.choice(PLACES)


def spoilt(chance, code):
    """With one character changed, mostly so that the check character agrees. The birthplace is left: whether a place
    exists is not asked of the engine."""
    place = chance.choice((*range(0, 11), 15))
    code = code[:place] + chance.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") + code[place + 1 :]
    return code if chance.random() < 0.2 else code[:15] + codicefiscale.encode_cin(code)


def answers(program, lines):
    done = subprocess.run([program], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def theirs(code):
    """What the program should answer to `read`, its variants in any order."""
    if not codicefiscale.is_valid(code):
        return "error"
    told = codicefiscale.decode(code)
    born = told["birthdate"]
    head = (told["gender"], str(born.year % 100), str(born.month), str(born.day), told["birthplace"]["code"])
    return (told["omocodes"][0], *head, *sorted(told["omocodes"]))


def ours(answer):
    if answer == "error":
        return answer
    parts = answer.split(" ")
    return (*parts[:6], *sorted(parts[6:]))


def differences(asked, expected, got):
    if len(expected) != len(got):
        yield f"{len(got)} answers to {len(expected)} questions"
    for question, right, answer in zip(asked, expected, got):
        if right != answer:
            yield f"{question!r}: theirs {right!r}, ours {answer!r}"


def main():
    program = sys.argv[1]
    chance = random.Random(SEED)
    people = [a_person(chance) for _ in range(CODES)]
    encoded = [codicefiscale.encode(*person) for person in people]
    composed = answers(program, ["\t".join(("compose", *person)) for person in people])
    wrong = list(differences(people, encoded, composed))

    variants = [chance.choice(codicefiscale.decode(code)["omocodes"]) for code in encoded]
    codes = encoded + variants + [spoilt(chance, code) for code in variants]
    expected = [theirs(code) for code in codes]
    got = [ours(answer) for answer in answers(program, [f"read\t{code}" for code in codes])]
    wrong += differences(codes, expected, got)

    invalid = expected.count("error")
    print(f"seed {SEED}: {len(people)} composed, {len(codes)} read, {invalid} of them invalid; {len(wrong)} differences")
    print("\n".join(wrong[:20]))
    return 1 if wrong or not 0 < invalid < len(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
