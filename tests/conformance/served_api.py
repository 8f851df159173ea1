"""Whether every answer of the doors is one that their description names, whatever is sent: by schemathesis, for each role.

The town that is asked has adopted a policy of access, publishes its tree and is ready for INPS, and each path is asked for
things that are there, besides whatever else schemathesis thinks of.

Usage: served_api.py PROGRAM [ROLE...]
"""

import json
import signal
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROLES = ("coordinator", "worker", "administrative", "auditor", "reporting", "siuss", "nobody")
AREAS = ("elderly", "disabled", "minors_family", "poverty_adults", "foreigners", "general")
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
)
EXAMPLES = 8  # of each operation and role, besides those that its coverage phase makes
COMMANDS = 24  # types of commands at once: with two hundred alternatives schemathesis takes minutes to begin
WRITERS = ROLES[:3]
SEED = 20261126
CONTACT = "CommandRegisterContact"
POLICY = Path(__file__).parents[2] / "schemas/catalogue/access/access-sample.json"
TRANSMITTER = {"format": 1, "body": "B354", "name": "Comune di Prova", "seat": "B354",
               "fiscal_codes": {"anna.rossi": "RSSNNA80A41Z999P"}}
# Where things that are there are found: the question, its list, and the member of a row that names one.
ASKED_FIRST = {
    "list": ("waiting-list", "lists", "list"),
    "unit": ("occupancy", "units", "unit"),
    "programme": ("programmes", "programmes", "programme"),
    "call": ("ranking", "calls", "call"),
}
WORDS = {
    "topic": ["stocks", "users", "terms", "nothing"],
    "what": ["grants", "overlaps", "stale", "declarations"],
    "action": ["list", "restate", "find"],
    "who": ["anna.rossi"],
    "worker": ["anna.rossi"],
    "month": ["2025-06", "2025-13"],
    "command": ["RegisterContact", "OpenDay"],
}
FLAGS = ("placed", "explained", "exceptions", "asked", "vacant", "unverified", "arrears", "lodgings", "forfeitures", "late",
         "training", "units", "public", "standing", "differences", "overdue", "settled", "unrelated")
NO_ID = "0" * 32
PAYMENTS = 200  # numbers of orders to pay that are tried until one was paid


def run(program, *words, lines=""):
    done = subprocess.run([program, *words], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"fascicolo {words[0]}: {done.stderr}")


@contextmanager
def served(program, town, published, transmitter):
    """The address of a town that is served to developers; what it said last stands in its log."""
    words = [program, "serve", "--dev-issuer", "--listen", "127.0.0.1:0", "--data", town, "--rate", "1000000",
             "--published", published, "--siuss", transmitter, "--test-clock", "2026-01-01T06:00:00Z"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as serving:
        try:
            yield serving.stdout.readline().strip()
        finally:
            serving.send_signal(signal.SIGTERM)
        if serving.wait(timeout=60) != 0:
            sys.exit(f"the server ended with {serving.returncode}")


def read(url, token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return answer.read().decode()


def token_for(address, roles):
    """For somebody with these roles who works in every area."""
    return read(f"{address}/dev/token?subject=anna.rossi" + "".join(f"&role={role}" for role in roles) +
                "".join(f"&area={area}" for area in AREAS))


def names_there(address):
    """For each place in a path, names of which some are there."""
    token = token_for(address, WRITERS)
    names = dict(WORDS)
    for place, (question, rows, member) in ASKED_FIRST.items():
        answer = json.loads(read(f"{address}/v1/{question}", token))
        names[place] = [row[member] for row in answer[rows][:2]] + [NO_ID]
    paid = (f"M-{number}" for number in range(1, PAYMENTS)
            if json.loads(read(f"{address}/v1/trace/M-{number}", token))["paid"])
    names["payment"] = [next(paid, "M-1"), "M-0"]
    names["explain"] = [row["entity"] for row in
                        json.loads(read(f"{address}/v1/waiting-list/{names['list'][0]}?limit=2", token))["entries"]]
    names["cases"] = [row["case"] for row in json.loads(read(f"{address}/v1/caseload?limit=2", token))["cases"]]
    names["case"] = names["cases"]
    files = [json.loads(read(f"{address}/v1/cases/{case}", token))["case"] for case in names["cases"]]
    names["persons"] = [file["person"] for file in files]
    people = [json.loads(read(f"{address}/v1/persons/{person}", token))["person"] for person in names["persons"]]
    names["households"] = [household for person in people for household in person["households"]][:2]
    return names


def with_names(api, names):
    """The description with these names in its paths' places and parameters, and with flags that mean something."""
    for path, methods in api["paths"].items():
        parts = path.split("/")
        for operation in methods.values():
            for parameter in operation.get("parameters", []):
                place = parts[2] if len(parts) > 2 and parameter["name"] == "id" else parameter["name"]
                if place in FLAGS:
                    parameter["schema"] = {"type": "string", "enum": ["true", "perhaps"]}
                elif names.get(place):
                    parameter["schema"] = {"type": "string", "enum": names[place]}
    return api


def with_commands(api, names):
    """The description with these types of commands alone."""
    api = json.loads(json.dumps(api))
    payload = api["components"]["schemas"]["Command"]["properties"]["payload"]
    payload.clear()
    payload["anyOf"] = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    for schema in api["components"]["schemas"].values():
        for field in schema.get("properties", {}).values():  # a command that carries others carries contacts
            inner = field.get("items", field)
            if len(inner.get("oneOf", [])) > COMMANDS:
                inner.clear()
                inner["$ref"] = f"#/components/schemas/{CONTACT}"
    return api


def check(address, role, api, what, *words):
    """Whether all that schemathesis sends as this role is answered as the description says."""
    token = token_for(address, [role] if role != "nobody" else [])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(api))
        command = [
            str(Path(sys.executable).with_name("st")), "run", str(file), "--url", address,
            "--header", f"Authorization: Bearer {token}",
            "--checks", ",".join(CHECKS),
            "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--generation-deterministic",
            "--request-timeout", "60", "--suppress-health-check", "all", "--workers", "1", "--no-color", *words,
        ]  # one worker: two break the parser of Python 3.11 (cpython issue 106905)
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    print(f"--- {role}, {what}: {'good' if done.returncode == 0 else 'not good'}")
    for line in done.stdout.splitlines():
        if done.returncode != 0 or "generated," in line:
            print(line[:200])
    return done.returncode == 0


def check_all(address, roles):
    names = names_there(address)
    print("there are " + ", ".join(f"{len(found)} {place}" for place, found in names.items()))
    api = with_names(json.loads(read(f"{address}/openapi.json")), names)
    payload = api["components"]["schemas"]["Command"]["properties"]["payload"]
    every = sorted(one["$ref"].rsplit("/", 1)[1] for one in payload["oneOf"])
    print(f"{len(api['paths'])} paths, {len(every)} types of commands")
    few = with_commands(api, [CONTACT])
    stream = ("--exclude-path", "/v1/stream")  # it has no end
    good = [check(address, role, few, "everything", "--phases", "examples,coverage,fuzzing", *stream) for role in roles]
    commands = ("--phases", "examples,fuzzing", "--include-path", "/v1/commands", "--max-examples", str(2 * COMMANDS))
    for turn, begin in enumerate(range(0, len(every), COMMANDS)):
        part = every[begin : begin + COMMANDS]
        writer = WRITERS[turn % len(WRITERS)]
        if writer in roles:
            good.append(check(address, writer, with_commands(api, part), f"commands from {part[0]} on", *commands))
    return all(good)


def main(arguments):
    if not arguments or not set(arguments[1:]) <= set(ROLES):
        sys.exit(__doc__)
    program, *roles = arguments
    with tempfile.TemporaryDirectory() as folder:
        town = f"{folder}/town"
        run(program, "simulate", "--inhabitants", "1000", "--years", "1", "--seed", "3", "--data", town)
        run(program, "adopt", str(POLICY), "--data", town, "--trust-clock")
        senders = [{"id": f"{number:032x}", "actor": "direzione",
                    "payload": {"type": "NameSender", "kind": kind, "worker": "anna.rossi", "act": "1/2026"}}
                   for number, kind in enumerate(("ps_psa_sina", "sinba"), start=1)]
        run(program, "submit", "-", "--data", town, "--trust-clock", lines="\n".join(map(json.dumps, senders)) + "\n")
        published, transmitter = f"{folder}/www", f"{folder}/siuss.json"
        run(program, "checkpoint", "--publish", published, "--data", town)
        Path(transmitter).write_text(json.dumps(TRANSMITTER))
        with served(program, town, published, transmitter) as address:
            good = check_all(address, roles or ROLES)
        run(program, "verify", "--data", town)
    if not good:
        sys.exit("an answer is not documented")
    print("every answer is documented")


if __name__ == "__main__":
    main(sys.argv[1:])
