"""Go's packages for transparency logs accept what `fascicolo checkpoint` signs, publishes and asks a witness, and we accept
what a witness in Go answers. Usage: transparency.py FASCICOLO PROOF_LINES TLOG_CHECK"""

import base64
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile

INHABITANTS = 2_000
PROOFS = 400
SEED = 6962
WITNESS = "witness.example/go"
WITNESS_SEED = bytes(range(32)).hex()
TIME = "1772438400"


class Town:
    """A simulated municipality in a directory, and the programs that look at it."""

    def __init__(self, root, fascicolo, proof_lines, tlog_check):
        self.data, self.folder = os.path.join(root, "town"), os.path.join(root, "www")
        self.fascicolo, self.proof_lines, self.tlog_check = fascicolo, proof_lines, tlog_check

    def run(self, *words, text="", code=0):
        done = subprocess.run(
            [self.fascicolo, *words, "--data", self.data], input=text, capture_output=True, text=True
        )
        assert done.returncode == code, (words, done.returncode, done.stderr)
        return done.stdout

    def checkpoint(self, *words, code=0):
        return json.loads(self.run("checkpoint", *words, "--json", code=code))

    def go(self, *words, text=""):
        return subprocess.run(
            [self.tlog_check, *words], input=text, capture_output=True, text=True, check=True
        ).stdout

    def grow(self, number):
        contact = {
            "id": f"{number:032x}",
            "actor": "anna.rossi",
            "payload": {"type": "RegisterContact", "desk": "adults_elderly", "area": "elderly", "reason": "home_help"},
        }
        self.run("submit", "-", "--trust-clock", text=json.dumps(contact) + "\n")


def witness_key(town):
    """The witness's public key as a vkey: what Go's signature line tells is its id; the key is in a policy for us."""
    public = ed25519_public(bytes.fromhex(WITNESS_SEED))
    body = b"\x04" + public
    digest = hashlib.sha256(WITNESS.encode() + b"\n" + body).digest()[:4]
    return f"{WITNESS}+{digest.hex()}+{base64.b64encode(body).decode()}"


def ed25519_public(seed):
    """RFC 8032 section 5.1.5, in as few lines as it takes; slow, and good enough for one key."""
    prime, d = 2**255 - 19, -121665 * pow(121666, -1, 2**255 - 19) % (2**255 - 19)
    y = 4 * pow(5, -1, prime) % prime
    x = pow((y * y - 1) * pow(d * y * y + 1, -1, prime), (prime + 3) // 8, prime)
    if (x * x - (y * y - 1) * pow(d * y * y + 1, -1, prime)) % prime:
        x = x * pow(2, (prime - 1) // 4, prime) % prime
    if x % 2:
        x = prime - x

    def add(left, right):
        k = d * left[0] * right[0] * left[1] * right[1]
        return (
            (left[0] * right[1] + left[1] * right[0]) * pow(1 + k, -1, prime) % prime,
            (left[1] * right[1] + left[0] * right[0]) * pow(1 - k, -1, prime) % prime,
        )

    scalar = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    scalar = (scalar & ((1 << 254) - 8)) | (1 << 254)
    reached, step = (0, 1), (x, y)
    while scalar:
        if scalar & 1:
            reached = add(reached, step)
        step, scalar = add(step, step), scalar >> 1
    return (reached[1] | (reached[0] & 1) << 255).to_bytes(32, "little")


def check_folder(town):
    """Every entry, tile and root of what is published, by Go."""
    answer = town.checkpoint("--publish", town.folder)
    size, root = town.go("folder", answer["key"], town.folder).split()
    assert (int(size), root) == (answer["size"], answer["root"]), (size, root, answer)
    return answer


def check_proofs(town, answer):
    """Proofs of ours that Go verifies, and would have made."""
    chance = random.Random(SEED)
    asked = []
    for _ in range(PROOFS):
        size = chance.choice((answer["size"], chance.randint(1, answer["size"])))
        asked += [f"inclusion {chance.randrange(size)} {size}", f"consistency {chance.randint(1, size)} {size}"]
    made = subprocess.run(
        [town.proof_lines, town.folder, str(answer["size"])], input="\n".join(asked) + "\n", capture_output=True, text=True, check=True
    ).stdout
    held = int(town.go("proofs", answer["key"], town.folder, text=made))
    assert held == len(asked), (held, len(asked))
    return held


def check_signature(town, answer):
    """Go signs the same text with the same key to the same note."""
    text = answer["note"].split("\n\n")[0] + "\n"
    signed = town.go("sign", os.path.join(town.data, "signing-key"), text=text)
    assert signed == answer["note"], (signed, answer["note"])


def check_witness(town, answer):
    """A witness in Go is asked twice, and what it answers is enough for a policy that wants it."""
    with open(os.path.join(town.data, "witnesses"), "w", encoding="utf-8") as policy:
        policy.write(f"log {answer['key']}\nwitness go {witness_key(town)}\nquorum go\n")
    seen = "-"
    for number in (1, 2):
        old = answer["size"] if seen != "-" else 0
        request = town.run("checkpoint", "--for-witness", str(old))
        line = town.go("witness", answer["key"], seen, WITNESS, WITNESS_SEED, TIME, text=request)
        taken = json.loads(town.run("checkpoint", "--cosign", "-", "--json", text=line))
        assert taken["policy"]["is_enough"], taken
        seen = os.path.join(town.data, f"seen-{number}")
        with open(seen, "w", encoding="utf-8") as file:
            file.write(request.split("\n\n", 1)[1])
        answer = taken
        town.grow(1_000 + number)
    published = town.checkpoint("--publish", town.folder)["published"]
    assert published["size"] == answer["size"], (published, answer["size"])
    town.go("folder", answer["key"], town.folder)


def main():
    with tempfile.TemporaryDirectory() as root:
        town = Town(root, *sys.argv[1:])
        town.run("simulate", "--inhabitants", str(INHABITANTS), "--years", "1", "--seed", "7")
        first = check_folder(town)
        held = check_proofs(town, first)
        check_signature(town, first)
        town.grow(1)
        second = check_folder(town)
        assert second["size"] > first["size"]
        check_witness(town, second)
        print(f"seed {SEED}: {second['size']} entries and their tiles, {held} proofs, 2 cosignatures: Go agrees")
    return 0


if __name__ == "__main__":
    sys.exit(main())
