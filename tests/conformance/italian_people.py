"""Invented people as an Italian office has them: registered once, or again by somebody who did not search, with slips, other
spellings and gaps; and those who must not be taken for each other: twins, fathers and sons of one name, namesakes. Nobody
exists: the birthplaces are codes of no place."""

import subprocess
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

SURNAMES = (
    "Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti Costa Giordano Mancini "
    "Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile "
    "Martinelli Vitale Lombardo Serra Coppola Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso "
    "Valentini Messina Sala Gatti Pellegrini Palumbo Sanna Farina Rizzi Monti Cattaneo Morelli Amato Silvestri Mazza "
    "Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino "
    "Fiore Ferretti Bellini Basile Riva Donati Piras Vitali Battaglia Sartori Neri Costantini Milani Pagano Ruggiero "
    "Sorrentino Orlando Negri Mantovani Melis Murgia Cocco Loi Puddu Zedda Piga Meloni Usai Deiana Atzeni Contu Cabras"
).split() + ["De Luca", "D'Angelo", "De Angelis", "Lo Russo", "Di Stefano", "Dell'Orto", "D'Amico", "Della Valle", "Niccolò"]
MEN = (
    "Andrea Marco Alessandro Giuseppe Antonio Giovanni Francesco Luca Paolo Roberto Stefano Angelo Vincenzo Salvatore "
    "Mario Luigi Davide Simone Matteo Lorenzo Pietro Claudio Domenico Giorgio Carlo Bruno Gabriele Alberto Michele "
    "Fabio Massimo Riccardo Daniele Efisio Gavino Enrico Sergio Nicola Tommaso Emanuele Giacomo Filippo"
).split()
WOMEN = (
    "Maria Anna Giulia Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonella Carla Elena Concetta Rita "
    "Margherita Franca Paola Laura Giuseppina Silvia Chiara Federica Elisa Valentina Sara Martina Alessandra Simona "
    "Roberta Patrizia Daniela Cristina Barbara Grazia Bonaria Efisia Ilaria Beatrice Camilla Nicoletta"
).split()
# Spellings of one name; the first is that of the fiscal code.
FOREIGN_SURNAMES = (
    ("Kovalenko", "Kovalenco", "Коваленко"), ("Shevchenko", "Sevchenko", "Ševčenko", "Шевченко"),
    ("El Amrani", "Elamrani", "Al Amrani"), ("Benali", "Ben Ali", "Ben-Ali"), ("Djordjevic", "Đorđević", "Ђорђевић"),
    ("Hossain", "Hussain", "Hossein"), ("Nguyen", "Nguyễn"), ("Ozturk", "Öztürk"), ("Muller", "Müller", "Mueller"),
    ("Lukasiewicz", "Łukasiewicz", "Lukasievicz"), ("Papadopoulos", "Παπαδόπουλος"), ("Popescu", "Popesco"),
    ("Yusupov", "Jusupov", "Юсупов"), ("Chukwu", "Chuku"), ("Haddad", "Hadad"),
)
FOREIGN_MEN = (
    ("Mohamed", "Mohammed", "Muhammad", "محمد"), ("Youssef", "Yusuf", "Yousef"), ("Oleksandr", "Aleksandr", "Олександр"),
    ("Ahmed", "Ahmad"), ("Dmytro", "Dmitro", "Дмитро"), ("Mihail", "Mikhail", "Михаил"),
)
FOREIGN_WOMEN = (
    ("Yuliia", "Yulia", "Iuliia", "Юлія"), ("Nataliya", "Natalia", "Наталія"), ("Fatima", "Fatimah", "Fathima"),
    ("Khadija", "Kadija", "Hadija"), ("Oksana", "Oxana", "Оксана"), ("Zeynep", "Zeinep"),
)
STREETS = (
    "via Roma,via Garibaldi,corso Vittorio Emanuele,via Dante,piazza Yenne,via Sonnino,viale Trieste,via Manno,"
    "via Is Mirrionis,via San Benedetto,viale Diaz,via Tuveri,via Cavour,via Mazzini,via della Pineta,vico Merello"
).split(",")
TOWNS = (("Nessundove", "09901"), ("Altrove Marina", "09902"), ("Castel Nullo", "09903"), ("Pian d'Ombra", "09904"))
BIRTHPLACES = ("Z999", "Z998", "Z997", "Z996", "Z995", "Z994")
LETTERS = "abcdefghilmnopqrstuvz"


@dataclass(frozen=True)
class Person:
    surname: tuple  # spellings
    name: tuple
    sex: str
    born: date
    birthplace: str
    street: str
    town: tuple
    second_name: str = ""
    codes: tuple = field(default=(), compare=False)  # of the fiscal code: plain, then with omocodia


def pick_name(chance, sex, foreign):
    if foreign:
        return chance.choice(FOREIGN_MEN if sex == "M" else FOREIGN_WOMEN)
    return (chance.choice(MEN if sex == "M" else WOMEN),)


def a_person(chance):
    foreign = chance.random() < 0.15
    sex = chance.choice("MF")
    return Person(
        surname=chance.choice(FOREIGN_SURNAMES) if foreign else (chance.choice(SURNAMES),),
        name=pick_name(chance, sex, foreign),
        sex=sex,
        born=date(1930, 1, 1) + timedelta(days=chance.randrange(90 * 365)),
        birthplace=chance.choice(BIRTHPLACES[:1] * 6 + BIRTHPLACES),
        street=an_address(chance),
        town=chance.choice(TOWNS),
        second_name=chance.choice(MEN if sex == "M" else WOMEN) if not foreign and chance.random() < 0.15 else "",
    )


def an_address(chance):
    return f"{chance.choice(STREETS)} {chance.randint(1, 120)}"


def a_twin(chance, one):
    """Everything in common but the name, which no slip makes of the other's."""
    others = MEN if one.sex == "M" else WOMEN
    name = chance.choice([other for other in others if other[0] != one.name[0][0]])
    return replace(one, name=(name,), second_name="")


def a_son(chance, one):
    """One name, one address, another generation."""
    years = chance.randint(20, 40)
    return replace(one, born=one.born + timedelta(days=years * 365 + chance.randrange(1, 330)))


def a_namesake(chance, one):
    other = a_person(chance)
    return replace(one, born=other.born, birthplace=other.birthplace, street=other.street, town=other.town)


def people(chance, count):
    """`count` different people, a third of whom has somebody who must not be taken for them."""
    made = []
    while len(made) < count:
        one = a_person(chance)
        made.append(one)
        lookalike = chance.choice((a_twin, a_son, a_namesake) + (None,) * 6)
        if lookalike:
            made.append(lookalike(chance, one))
    return made


def with_codes(people_made, program):
    """With their fiscal codes, as fiscal_code_lines.cc answers."""
    asked = "".join(
        "\t".join(("compose", one.surname[0], full_name(one), one.sex, one.born.isoformat(), one.birthplace)) + "\n"
        for one in people_made
    )
    codes = subprocess.run([program], input=asked, capture_output=True, text=True, check=True).stdout.split()
    asked = "".join(f"read\t{code}\n" for code in codes)
    read = subprocess.run([program], input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    return [replace(one, codes=tuple(line.split(" ")[6:])) for one, line in zip(people_made, read, strict=True)]


def full_name(one):
    return f"{one.name[0]} {one.second_name}".strip()


def first_record(chance, one):
    return {
        "surname": one.surname[0],
        "name": full_name(one),
        "born": one.born.isoformat(),
        "birthplace": one.birthplace if chance.random() < 0.8 else "",
        "fiscal_code": one.codes[0] if chance.random() < 0.85 else "",
        "street": one.street if chance.random() < 0.8 else "",
        "town": one.town[0],
        "postcode": one.town[1],
    }


def slip(chance, text):
    """One letter is another, is missing, is too many, or has changed places with the next."""
    if len(text) < 3:
        return text
    at = chance.randrange(len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:at] + chance.choice(LETTERS) + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + chance.choice(LETTERS) + text[at:]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def spoil_names(chance, one, record):
    record["surname"] = chance.choice(one.surname)
    record["name"] = chance.choice(one.name)
    if one.second_name and chance.random() < 0.5:
        record["name"] += " " + one.second_name
    if one.sex == "F" and chance.random() < 0.06:  # the husband's name, or both
        husband = chance.choice(SURNAMES)
        record["surname"] = husband if chance.random() < 0.5 else f"{record['surname']} {husband}"
    if chance.random() < 0.25:
        record["surname"] = slip(chance, record["surname"])
    if chance.random() < 0.20:
        record["name"] = slip(chance, record["name"])
    if chance.random() < 0.08:
        record["surname"], record["name"] = record["name"], record["surname"]
    if chance.random() < 0.2:
        record["surname"] = record["surname"].upper().replace("Ò", "O'")


def spoil_birth(chance, one, record):
    fate = chance.random()
    if fate < 0.08:
        record["born"] = ""
    elif fate < 0.10:
        record["born"] = one.born.replace(day=chance.randint(1, 28)).isoformat()
    elif fate < 0.12:
        record["born"] = one.born.replace(day=min(one.born.day, 28), month=chance.randint(1, 12)).isoformat()
    elif fate < 0.14:
        year = one.born.year + chance.choice((1, -1, 10, -10))
        record["born"] = one.born.replace(year=year, day=min(one.born.day, 28)).isoformat()
    elif fate < 0.17 and one.born.day <= 12:
        record["born"] = date(one.born.year, one.born.day, one.born.month).isoformat()


def spoil_code(chance, one, record):
    fate = chance.random()
    if fate < 0.35:
        record["fiscal_code"] = ""
    elif fate < 0.43:
        record["fiscal_code"] = slip(chance, one.codes[0])
    elif fate < 0.50:
        record["fiscal_code"] = chance.choice(one.codes)
    else:
        record["fiscal_code"] = one.codes[0]


def another_record(chance, one):
    record = first_record(chance, one)
    spoil_names(chance, one, record)
    spoil_birth(chance, one, record)
    spoil_code(chance, one, record)
    if chance.random() < 0.25:  # moved
        town = chance.choice(TOWNS)
        record |= {"street": an_address(chance), "town": town[0], "postcode": town[1]}
    if record["street"] and chance.random() < 0.2:
        record["street"] = slip(chance, record["street"])
    return record


def records(chance, count, program):
    """(person, fields) for `count` records or a few more; the person is a number."""
    made = []
    for number, one in enumerate(with_codes(people(chance, count * 5 // 8), program)):
        made.append((number, first_record(chance, one)))
        for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
            made.append((number, another_record(chance, one)))
    chance.shuffle(made)
    return made
