"""As much C++ as is needed to measure functions: where each one in a namespace or class starts
and ends."""

import re
from dataclasses import dataclass

# In this order: what begins first at a place wins, so a quote inside a comment opens nothing.
_HIDDEN = re.compile(
    r"//(?:\\\n|[^\n])*"
    r"|/\*.*?\*/"
    r'|R"(?P<fence>[^()\s\\]{0,16})\(.*?\)(?P=fence)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",  # after a digit it separates thousands
    re.DOTALL,
)
_DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)

_BRACE = re.compile(r"[{}]")
_LABEL = re.compile(r"\b(?:public|private|protected)\s*:(?!:)")
_NOISE = re.compile(
    r"\[\[.*?\]\]|\balignas\s*\([^()]*\)|\b(?:inline|static|constexpr|typedef|export)\b", re.DOTALL
)
_TYPE = re.compile(r"(?:class|struct|union)\b(?P<rest>.*)", re.DOTALL)
_NAMESPACE = re.compile(r"(?:namespace\b|extern\s*$)")
_TEST = re.compile(r"(?:TYPED_)?TEST(?:_[FP])?\s*\(\s*(\w+)\s*,\s*(\w+)\s*\)")
_NAME = re.compile(r"(operator\s*\(\s*\)|operator[^\w\s(]+|[\w:~]+)\s*\(")


@dataclass(frozen=True)
class Function:
    name: str
    first_line: int
    last_line: int

    @property
    def line_count(self):
        return self.last_line - self.first_line + 1


def blank_comments_and_strings(text):
    """The same text, line for line and column for column, without what is not read as code."""
    return _HIDDEN.sub(_blank, text)


def _blank(match):
    return re.sub(r"[^\n]", " ", match[0])


def functions(text):
    """Every function body found at namespace or class level, signature included, in order."""
    code = _DIRECTIVE.sub(_blank, blank_comments_and_strings(text))
    return _Scan(_LABEL.sub(_blank, code)).run()


class _Scan:
    """Walks the braces. `head` is where the declaration being read began, after the last ;{}."""

    def __init__(self, code):
        self.code = code
        self.head = 0
        self.found = []

    def run(self):
        place, parentheses = 0, 0
        while place < len(self.code):
            char = self.code[place]
            if char == "(":
                parentheses += 1
            elif char == ")":
                parentheses -= 1
            elif char == "{":
                place = self._open(place, is_argument=parentheses > 0)
                continue
            elif char in ";}" and parentheses <= 0:
                self.head = place + 1
            place += 1
        return self.found

    def _open(self, place, is_argument):
        """Where to read on: inside a namespace or type, otherwise behind the closing brace."""
        declaration = _strip(self.code[self.head : place])
        if not is_argument and _is_scope(declaration):
            self.head = place + 1
            return place + 1
        end = self._closing(place)
        follower = self.code[end:].lstrip()[:1]
        is_initialiser = is_argument or follower in (",", "{") or "(" not in declaration
        if not is_initialiser:
            self._record(declaration, end)
            self.head = end
        return end

    def _closing(self, place):
        depth = 0
        for brace in _BRACE.finditer(self.code, place):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return brace.end()
        return len(self.code)

    def _record(self, declaration, end):
        head = self.code[self.head : end]
        start = self.head + len(head) - len(head.lstrip())
        self.found.append(
            Function(
                _name(declaration),
                self.code.count("\n", 0, start) + 1,
                self.code.count("\n", 0, end) + 1,
            )
        )


def _strip(head):
    """The declaration without specifiers, attributes and `template <...>`."""
    head = _NOISE.sub(" ", head).strip()
    while head.startswith("template"):
        depth, place = 0, 0
        for place, char in enumerate(head):
            depth += {"<": 1, ">": -1}.get(char, 0)
            if char == ">" and depth == 0:
                break
        head = head[place + 1 :].strip()
    return head


def _name(declaration):
    """As written before the parentheses; a GoogleTest case is called Suite.Case."""
    test = _TEST.match(declaration)
    if test:
        return f"{test[1]}.{test[2]}"
    name = _NAME.search(declaration)
    return name[1] if name else "lambda"


def _is_scope(declaration):
    if _NAMESPACE.match(declaration):
        return True
    match = _TYPE.match(declaration)
    if not match:
        return False
    before_bases = re.split(r"(?<!:):(?!:)", match["rest"])[0]
    return "(" not in before_bases and "=" not in before_bases
