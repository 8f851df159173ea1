"""What is told to be malformed stands in Italian too (connectors/cli/form_error_text.h), and the
tables hold nothing that is told nowhere."""

import re

from told import HOLE, Source, has_words, parts, pattern
from tree import CPP_SUFFIXES, Violation

TABLES = re.compile(r"connectors/cli/texts/\w+\.cc")
ROW = r"\{(?=\x01)"

# (where, what tells, which of its arguments are texts): a call or a list up to its bracket, or what
# stands before a text.
FORM_ERROR = r"\bFormError\s*(?:\w+\s*)?\{"
TELLERS = (
    ("engine", r"\bMalformed\(", (1, 2)),
    ("engine/loop", FORM_ERROR, (1, 2)),
    ("engine/loop", r"\bRejection\{RejectionCode::\w+,\s*\{", (1, 2)),
    ("engine/loop/request.cc", r"\bWrong\(", (1, 2)),
    ("engine/identity", FORM_ERROR, (1, 2)),
    ("engine/identity", r"\breturn \{(?=std::move\(place\)|\{\})", (1, 2)),
    ("engine/identity/fiscal_code.cc", r"\breturn (?=\x01)", (0,)),
    ("engine/identity/fiscal_code.cc", r"\boptional<std::string_view>\(", (0,)),
    ("events/json/encode.cc", r"\bFail\(", (0, 1)),
    ("events/json/encode.cc", r"\bFailForm\(", (0,)),
    ("events/json/json_lines.cc", FORM_ERROR, (1, 2)),
    ("events/json/parse.cc", FORM_ERROR, (1, 2)),
    ("events/json/parse.cc", r"\bFail\(", (0, 1)),
    ("events/json/scalar_forms.cc", FORM_ERROR, (1, 2)),
    ("events/json/scalar_forms.cc", r"\breturn \{(?=\x01)", (1, 2)),
    ("events/json/scalar_forms.cc", r"\bExpect\(", (0,)),
    ("engine/catalogue", r"(?:\.|->)Add\(", (1, 2)),
    ("engine/catalogue/form.cc", r"(?<!\w)Add\((?=key,)", (1, 2)),
    ("engine/rules", r"(?:\.|->)Add\(", (1, 2)),
    ("engine/catalogue", r"\berrors_\.push_back\(\s*\{", (1, 2)),
    ("engine/catalogue", r"\bstd::vector<FormError>\{\{", (1, 2)),
    ("engine", r"\b(?:Required|Optional)\(", (2,)),
    ("engine", r"\bTextsOnce\(", (4,)),
    ("connectors/intake", FORM_ERROR, (1, 2)),
    ("connectors/intake", r"\bErrorAtLine\(", (1, 2)),
    ("connectors/intake", r"\b(?:Malformed|Stop\w*)\(", (0, 1)),
    ("connectors/intake", r"\bNote\(", (1, 2)),
    ("connectors/program", FORM_ERROR, (1, 2)),
    ("connectors/program", r"\breturn \{(?=kAnswerPlace|option)", (1, 2)),
    ("connectors/program", r"\bUsage\(", (0,)),
    ("connectors/program", r"\bCannotTake\(", (0, 1)),
    ("connectors/program", r"\bNotNow\(", (0,)),
    ("connectors/program", r"\.(?:title|detail) = ", (0,)),
    ("connectors/program/serve", r"\berrors\.push_back\(\s*\{", (1,)),
    ("connectors/program/serve", r"\bWrong(?:Parameter|OfStream)\(", (1,)),
    ("connectors/program/serve", r"\bwrong = ", (0,)),
    ("connectors/program/serve/questions.cc", r"\breturn (?=\x01)", (0,)),
    ("connectors/program/serve/files/readings_routes.cc", r"\breturn (?=[^;{}]*\x01)", (0,)),
    ("connectors/program/serve/submitting.cc", r"\bMalformed\(\{", (1, 2)),
    ("projections", FORM_ERROR, (1, 2)),
    ("connectors/exports/siuss", FORM_ERROR, (1, 2)),
    ("connectors/feed", FORM_ERROR, (1,)),
)
# The same for texts that the called function puts together: what it makes of its argument.
COMPOSERS = (
    ("engine", r"\bUnknown\(", 2, "no {} {}"),
    ("engine/catalogue", r"\bRefuse\(", 1, "does not belong here: {}"),
    ("engine/rules", r"\bRefuse\(", 1, "does not belong here: {}"),
    ("engine", r"\b(?:TextsOnce|EachOnce)\(", 3, "every {} once"),
    ("engine/catalogue/form.cc", r"\breturn (?=[^;{}]*\x01)", 0, "{} stands here"),
    ("engine/catalogue/form.cc", r"\breturn (?=[^;{}]*\x01)", 0, "unknown value: {}"),
    ("engine/catalogue/form.cc", r"\breturn (?=[^;{}]*\x01)", 0, "{} is not a day"),
    ("connectors/intake/reading.cc", r"\breturn (?=\x01)", 0, "{}"),
)


def check(tree):
    sources = _Sources(tree)
    rows = list(_rows(tree))
    told = list(_told(sources))
    nearest = _Nearest(english for _, english, _ in rows)
    used = {nearest.to(text) for _, text in told}
    for place, text in told:
        if nearest.to(text) is None:
            yield Violation(place, f'"{text}" has no Italian in connectors/cli/texts')
    seen = set()
    for place, english, italian in rows:
        if english.count(HOLE) != italian.count(HOLE):
            yield Violation(place, f'"{english}" has other holes in Italian')
        if english in seen:
            yield Violation(place, f'"{english}" stands twice')
        seen.add(english)
        if english not in used and not sources.hold(english):
            yield Violation(place, f'"{english}" is told nowhere')


class _Nearest:
    """The row that a text is told by, as cli::InLanguage finds it."""

    def __init__(self, rows):
        rows = sorted(set(rows), key=lambda english: -len(english.replace(HOLE, "")))
        self.rows = [(english, pattern(english)) for english in rows]
        self.found = {}

    def to(self, text):
        if text not in self.found:
            fitting = (english for english, holes in self.rows if holes.fullmatch(text))
            self.found[text] = next(fitting, None)
        return self.found[text]


class _Sources:
    """The sources that tell, each read once."""

    def __init__(self, tree):
        self.tree = tree
        self.paths = tree.with_suffix(*CPP_SUFFIXES)
        self.read = {}
        self.places = {under for under, *_ in TELLERS + COMPOSERS}

    def under(self, place):
        for path in self.paths:
            if path == place or path.startswith(place + "/"):
                if path not in self.read:
                    self.read[path] = Source(self.tree.text(path))
                yield path, self.read[path]

    def hold(self, text):
        """Whether one of them puts the text together: its pieces are parts of literals there."""
        pieces = [piece for piece in text.split(HOLE) if has_words(piece)]
        return any(
            all(any(piece in said for _, said in source.literals.values()) for piece in pieces)
            for place in self.places
            for _, source in self.under(place)
        )


def _rows(tree):
    """(place, English, Italian) of every row of the tables."""
    for path in tree.files:
        if TABLES.fullmatch(path):
            texts = Source(tree.text(path)).told_by(ROW, (0, 1))
            for (line, english), (_, italian) in zip(texts, texts):
                yield f"{path}:{line}", english, italian


def _told(sources):
    """(place, text) of everything that is told."""
    for teller in TELLERS:
        yield from _told_by(sources, *teller)
    for under, composer, argument, made in COMPOSERS:
        for place, text in _told_by(sources, under, composer, (argument,)):
            yield place, made.replace(HOLE, text, 1)


def _told_by(sources, under, teller, arguments):
    for path, source in sources.under(under):
        for line, text in source.told_by(teller, arguments):
            yield from ((f"{path}:{line}", part) for part in parts(text))


def idle_tellers(tree):
    """Those that tell nothing in the tree."""
    sources = _Sources(tree)
    return [teller for teller in TELLERS if not any(_told_by(sources, *teller))]
