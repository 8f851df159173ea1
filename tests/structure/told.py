"""As much C++ as is needed to read which texts a source tells: what is a literal stands in them as
it is, and what is put in at run time as a hole, {}."""

import re

HOLE = "{}"
EXPECTED = "; expected "  # between what is wrong and what would be right, where both are one text

_LITERAL = re.compile(
    r"//(?:\\\n|[^\n])*"
    r"|/\*.*?\*/"
    r'|R"(?P<fence>[^()\s\\]{0,16})\((?P<raw>.*?)\)(?P=fence)"'
    r'|"(?P<text>(?:\\.|[^"\\\n])*)"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",
    re.DOTALL,
)
_ESCAPES = {"n": "\n", "t": "\t", "0": "\0"}
_WRAPPED = re.compile(
    r"(?:std::(?:string|string_view|move|optional<std::string_view>)|FormError)\s*(?=[({])|(?=\()"
)
_NAME = re.compile(r"\w+")
_PARAMETER = re.compile(
    r"\s*(?:const\s+)?(?:std::string(?:_view)?|FormError|char)\b\s*[&*]*\s*\w+\s*(?:=.*)?",
    re.DOTALL,
)
_OPENING, _CLOSING = "([{", ")]}"


class Source:
    """One file: `code` is its text with every literal and comment blanked, place for place."""

    def __init__(self, text):
        self.text = text
        self.literals = {}  # where it begins: (where it ends, what it says)
        self.code = _LITERAL.sub(self._blank, text)

    def _blank(self, match):
        said = match["raw"] if match["raw"] is not None else match["text"]
        if said is not None:
            if match["raw"] is None:
                said = re.sub(r"\\(.)", lambda escape: _ESCAPES.get(escape[1], escape[1]), said)
            self.literals[match.start()] = (match.end(), said)
            return "\x01" + re.sub(r"[^\n]", "\x02", match[0][1:])
        return re.sub(r"[^\n]", " ", match[0])

    def line(self, place):
        return self.text.count("\n", 0, place) + 1

    def told_by(self, teller, arguments):
        """(line, text) of each text that is an argument of what the expression `teller` finds, up
        to its opening bracket; of one that ends without a bracket, what follows it is the text."""
        for match in re.finditer(teller, self.code):
            if self.code[match.end() - 1] in _OPENING:
                spans = self._arguments(match.end() - 1)
            else:
                spans, arguments = [(match.end(), self._end(match.end()))], (0,)
            for index in arguments:
                if index < len(spans) and not self._declares(spans[index]):
                    for text in self.texts(*spans[index]):
                        yield self.line(match.start()), text

    def texts(self, start, end, depth=0):
        """Every text that the expression between two places may be."""
        question = self._find("?", start, end)
        if question is not None:
            colon = self._find(":", question + 1, end)
            return self.texts(question + 1, colon, depth) | self.texts(colon + 1, end, depth)
        plus = self._find("+", start, end)
        if plus is not None:
            heads, tails = self.texts(start, plus, depth), self.texts(plus + 1, end, depth)
            return {head + tail for head in heads for tail in tails}
        return self._atom(start, end, depth)

    def _atom(self, start, end, depth):
        while start < end and self.code[start].isspace():
            start += 1
        while start < end and self.code[end - 1].isspace():
            end -= 1
        atom = self.code[start:end]
        wrapped = _WRAPPED.match(atom)
        if wrapped and self._closing(start + wrapped.end()) == end - 1:
            return self.texts(start + wrapped.end() + 1, end - 1, depth)
        if atom and not atom.strip("\x01\x02 \n"):
            return {"".join(said for at, (_, said) in self.literals.items() if start <= at < end)}
        if _NAME.fullmatch(atom) and depth == 0:
            return self._named(atom)
        return {HOLE} if atom and atom != HOLE else {""}

    def _named(self, name):
        """What a name of this file is made of, where that is said once and has words."""
        made = re.compile(
            r"\b(?:std::string(?:_view)?|auto|char(?:\s*\*)?)\s*(?:const\s+)?"
            rf"\b{name}(?:\[\])?\s*([={{])"
        )
        found = list(made.finditer(self.code))
        if len(found) != 1:
            return {HOLE}
        at = found[0].end()
        end = self._closing(at - 1) if found[0][1] == "{" else self._end(at)
        texts = self.texts(at, end, depth=1)
        return texts if all(has_words(text) for text in texts) else {HOLE}

    def _declares(self, span):
        return _PARAMETER.fullmatch(self.code, *span) is not None

    def _arguments(self, opening):
        spans, begin, closing = [], opening + 1, self._closing(opening)
        while True:
            comma = self._find(",", begin, closing)
            if comma is None:
                return spans + [(begin, closing)]
            spans.append((begin, comma))
            begin = comma + 1

    def _end(self, place):
        """Where the expression that begins at the place ends."""
        depth = 0
        for at in range(place, len(self.code)):
            depth += (self.code[at] in _OPENING) - (self.code[at] in _CLOSING)
            if depth < 0 or (depth == 0 and self.code[at] in ",;"):
                return at
        return len(self.code)

    def _closing(self, opening):
        depth = 0
        for at in range(opening, len(self.code)):
            depth += (self.code[at] in _OPENING) - (self.code[at] in _CLOSING)
            if depth == 0:
                return at
        return len(self.code)

    def _find(self, sign, start, end):
        """Where the sign stands outside all brackets; `::` and `++` are other signs."""
        depth = 0
        for at in range(start, end):
            char = self.code[at]
            depth += (char in _OPENING) - (char in _CLOSING)
            if depth < 0:
                return None
            doubled = char in ":+" and char in (self.code[at - 1], self.code[at + 1 : at + 2])
            if char == sign and depth == 0 and not doubled:
                return at
        return None


def has_words(text):
    """Something to say in another language: not numbers, capitals or what is quoted alone, as
    "1..500" and "STP..."."""
    return re.search("[a-z]", re.sub('"[^"]*"', "", text.replace(HOLE, ""))) is not None


def parts(text):
    """What is wrong, and what would be right, of a text that says both."""
    return [part for part in text.split(EXPECTED, 1) if has_words(part)]


def pattern(text):
    """The text, with anything in its holes."""
    return re.compile(".+?".join(map(re.escape, text.split(HOLE))), re.DOTALL)
