"""Every room says, under the same four headings, what it is."""

from tree import FOLDERS, Violation

HEADINGS = ["lives here", "may include", "never", "called by"]


def check(tree):
    for folder in FOLDERS:
        path = f"{folder}/README.md"
        if not tree.is_file(path):
            yield Violation(path, "the room has no README.md")
            continue
        sections = _sections(tree.lines(path))
        if [heading for heading, _ in sections] != HEADINGS:
            yield Violation(path, f"its headings are not exactly: {', '.join(HEADINGS)}")
        for heading, text in sections:
            if not text.strip():
                yield Violation(path, f"nothing stands under '{heading}'")


def _sections(lines):
    """(heading, text) for every heading below the title; a # inside a code fence is no heading."""
    sections, is_fenced = [], False
    for line in lines:
        if line.startswith("```"):
            is_fenced = not is_fenced
        is_heading = line.startswith("##") and not is_fenced
        if is_heading:
            sections.append((line.removeprefix("##").strip(), ""))
        elif sections:
            heading, text = sections[-1]
            sections[-1] = (heading, text + line)
    return sections
