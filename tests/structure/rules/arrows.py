"""Arrows between rooms point left only, and a connector knows no other connector."""

from tree import ROOMS, Violation

ASSEMBLER = "program"  # the one connector that may include the others


def check(tree):
    for path in tree.with_suffix(".cc", ".h"):
        room = path.split("/")[0]
        if room == "tests":
            continue  # tests may look at everything
        for include in tree.includes(path):
            problem = _problem(room, path, include)
            if problem:
                yield Violation(f"{path}:{include.line}", problem)


def _problem(room, path, include):
    target = include.path.split("/")[0]
    if target not in ROOMS or "/" not in include.path:
        if include.quoted:
            return (
                f'"{include.path}" does not start at the repository\'s root with the name of a room'
            )
        return None
    if ".." in include.path.split("/"):
        return f'"{include.path}" climbs out of its folder'
    if ROOMS.index(target) > ROOMS.index(room):
        return f"{room} may not include {target}: {' <- '.join(ROOMS)}"
    if room == target == "connectors":
        return _connector_problem(path.split("/")[1:], include.path.split("/")[1:])
    return None


def _connector_problem(own, other):
    is_in_folder = len(own) > 1
    if len(other) > 1 and is_in_folder and own[0] not in (other[0], ASSEMBLER):
        return f"{own[0]} may not include {other[0]}: only {ASSEMBLER} assembles connectors"
    return None
