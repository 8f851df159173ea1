#!/usr/bin/env python3
"""Verifies a fascicolo receipt with nothing but Python's standard library: verify_receipt.py RECEIPT KEY [ORIGIN]

The formats are those of events/FORMAT.md, C2SP signed-note and tlog-checkpoint, RFC 6962 and RFC 8032.
"""
import base64
import hashlib
import sys

P = 2**255 - 19                                        # RFC 8032, section 5.1: the curve, its order and its base point
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return P - x if x & 1 != sign else x


def add(a, b):
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    e, f = (y1 - x1) * (y2 - x2), (y1 + x1) * (y2 + x2)
    g, h = 2 * t1 * t2 * D, 2 * z1 * z2
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(k, point):
    result = (0, 1, 1, 0)
    while k:
        if k & 1:
            result = add(result, point)
        point, k = add(point, point), k >> 1
    return result


def point_of(octets):
    y = int.from_bytes(octets, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        raise ValueError("no point of the curve")
    x = recover_x(y, sign)
    return x, y, 1, x * y % P


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def is_signed(public, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    left, right = times(s, BASE), add(point_of(signature[:32]), times(k, point_of(public)))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def need(holds, what):
    if not holds:
        sys.exit("does not hold: " + what)


def unbase64(text):
    return base64.b64decode(text, validate=True)


def sha256(octets):
    return hashlib.sha256(octets).digest()


def root_of(path, leaf, index, size):
    """RFC 9162, section 2.1.3.2; `path` as in the receipt."""
    hashes = [] if path == "-" else [unbase64(part) for part in path.split(",")]
    need(index < size, "a place beyond the tree")
    last, reached = size - 1, leaf
    for sibling in hashes:
        need(last > 0, "a path that is too long")
        if index & 1 or index == last:
            reached = sha256(b"\1" + sibling + reached)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            reached = sha256(b"\1" + reached + sibling)
        index, last = index >> 1, last >> 1
    need(last == 0, "a path that is too short")
    return reached


def signed_text(octets, key):
    """The text of a note that `key` signed."""
    name, key_id, encoded = key.split("+", 2)
    typed = unbase64(encoded)
    need(typed[:1] == b"\1" and sha256(name.encode() + b"\n" + typed)[:4].hex() == key_id, "the key's own form")
    text, _, lines = octets.decode().rpartition("\n\n")
    text += "\n"
    mine = [unbase64(line.rsplit(" ", 1)[1]) for line in lines.splitlines() if line.startswith("\u2014 " + name + " ")]
    mine = [line[4:] for line in mine if line[:4].hex() == key_id]
    need(mine and all(is_signed(typed[1:], text.encode(), line) for line in mine), "a signature by this key")
    return text


def tree_of(text, first, origin):
    lines = text.splitlines()[first:]
    need(lines[0] == origin, "the ledger that it is about")
    return int(lines[1]), unbase64(lines[2])


class Table:
    """A table of a FlatBuffer, by the numbers of its fields (schemas/*.fbs)."""

    def __init__(self, octets, at=0):
        self.octets, self.at = octets, at + self.number_in(octets, at, 4)

    @staticmethod
    def number_in(octets, at, size):
        need(at + size <= len(octets), "a FlatBuffer's bounds")
        return int.from_bytes(octets[at : at + size], "little")

    def place(self, number):
        vtable = self.at - int.from_bytes(self.octets[self.at : self.at + 4], "little", signed=True)
        at = vtable + 4 + 2 * number
        is_there = at < vtable + self.number_in(self.octets, vtable, 2)
        offset = self.number_in(self.octets, at, 2) if is_there else 0
        return self.at + offset if offset else None

    def field(self, number, size):
        """A scalar or struct; zeros where it is absent."""
        at = self.place(number)
        return bytes(size) if at is None else self.octets[at : at + size]

    def uint(self, number, size=4):
        return int.from_bytes(self.field(number, size), "little")

    def items(self, number, size):
        """Where the items of a vector, of so many bytes each, stand."""
        at = self.place(number)
        if at is None:
            return []
        first = at + self.number_in(self.octets, at, 4) + 4
        count = self.number_in(self.octets, first - 4, 4)
        need(first + count * size <= len(self.octets), "a FlatBuffer's bounds")
        return range(first, first + count * size, size)

    def text(self, number):
        letters = self.items(number, 1)
        return self.octets[letters.start : letters.stop].decode() if letters else ""

    def table(self, number):
        at = self.place(number)
        return None if at is None else Table(self.octets, at)


PROPOSED, APPROVED, STOPPED, ERASED, COMPLETED = range(106, 111)  # of the union EventPayload


class Erasures:
    """Erasures that are proven from their proposal to their completion, and the texts whose keys they destroyed."""

    def __init__(self):
        self.found, self.sealed = {}, []

    def take(self, leaf, is_event, position):
        """Whether it is an event of an erasure."""
        self.sealed += [(Table(leaf.octets, at), position) for at in leaf.items(6 if is_event else 1, 4)]
        kind, payload = (leaf.uint(7, 1), leaf.table(8)) if is_event else (0, None)
        if not PROPOSED <= kind <= COMPLETED or payload is None:
            return False
        whose = (leaf.field(0, 16), payload.uint(0))
        one = self.found.setdefault(whose, {"approved": set(), "keys": set(), "done": None})
        if kind == PROPOSED:
            one["act"], one["by"] = payload.text(2), payload.text(4)
        elif kind == APPROVED and payload.text(1) != one.get("by", payload.text(1)):
            one["approved"].add(payload.text(1))
        elif kind == ERASED:
            one["keys"] |= {leaf.octets[at : at + 16] for at in payload.items(1, 16)}
        elif kind == COMPLETED:
            one["done"], one["count"] = position, payload.uint(1)
        return True

    def whole(self):
        return [one for one in self.found.values()
                if "act" in one and len(one["approved"]) > 1 and one["done"] is not None]

    def tell(self):
        for section, position in self.sealed:
            for one in self.whole():
                if section.field(0, 16) in one["keys"]:
                    print(f"erased: {section.text(6)} of position {position}, by act {one['act']!r}, "
                          f"completed at position {one['done']}")


def main():
    path, key = sys.argv[1:3]
    origin = sys.argv[3] if len(sys.argv) > 3 else key.split("+")[0]
    text = open(path, encoding="utf-8").read()
    lines = iter(text[text.index("fascicolo-receipt v1 ") :].splitlines())
    kind = next(lines).split(" ")[2]
    size, root, stated, versions, position, count, events_root = 0, b"", None, {}, -1, 0, b""
    erasures = Erasures()
    for line in lines:
        word, *parts = line.split(" ")
        if word == "end":
            break
        if word == "checkpoint":
            size, root = tree_of(signed_text(unbase64(parts[0]), key), 0, origin)
        elif word == "statement":
            statement = signed_text(unbase64(parts[0]), key)
            need(statement.startswith("fascicolo statement v1\n"), "a statement's form")
            need(tree_of(statement, 1, origin) == (size, root), "a statement about the same tree")
            words = [line.split(" ") for line in statement.splitlines()[4:]]
            stated = {entity[1]: int(entity[2]) for entity in words if entity[0] == "entity"}
        elif word == "commit":
            header, before = unbase64(parts[0]), position
            position, count = int.from_bytes(header[32:40], "big"), int.from_bytes(header[188:192], "big") + 1
            events_root = header[120:152]
            need(len(header) == 256 and header[8:24] == sha256(origin.encode())[:16], "a header of this ledger")
            need(position > before, "commits in order")
            need(root_of(parts[1], sha256(b"\0" + header), position, size) == root, f"position {position} in the tree")
            last = -1
        elif word == "leaf":
            number, leaf = int(parts[0]), unbase64(parts[1])
            need(number > last, "leaves in order")
            last = number
            need(root_of(parts[2], sha256(b"\0" + leaf), number, count) == events_root, f"leaf {number} of {position}")
            event = Table(leaf)
            is_erasure = erasures.take(event, number > 0, position)
            entity, version = event.field(0, 16).hex(), event.uint(2, 8)
            if number and stated is not None and (entity in stated or not is_erasure):
                versions[entity] = versions.get(entity, 0) + 1
                need(version == versions[entity], f"version {versions[entity]} of {entity}")
    else:
        need(False, "the receipt's end")
    has_statement = kind in ("case", "row")
    need(position >= 0 and (stated is not None) == has_statement, "something that is proven, and its statement")
    if kind == "erasure":
        whole = erasures.whole()
        need(len(whole) == 1 and len(whole[0]["keys"]) == whole[0]["count"], "one erasure, and all of its keys")
    need(stated is None or versions == stated, "all versions that are stated")
    erasures.tell()
    print(f"holds: {kind} of {origin}, {size} commits, root {root.hex()}")


if __name__ == "__main__":
    main()
