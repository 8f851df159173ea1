"""Whether every answer of the doors is one that their description names, whatever is sent: by schemathesis, for each role.

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

ROLES = ("coordinator", "worker", "administrative", "auditor", "reporting", "nobody")
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


def run(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"fascicolo {words[0]}: {done.stderr}")


@contextmanager
def served(program, town):
    """The address of a town that is served to developers; what it said last stands in its log."""
    words = [program, "serve", "--dev-issuer", "--listen", "127.0.0.1:0", "--data", town, "--rate", "1000000",
             "--test-clock", "2026-01-01T06:00:00Z"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as serving:
        try:
            yield serving.stdout.readline().strip()
        finally:
            serving.send_signal(signal.SIGTERM)
        if serving.wait(timeout=60) != 0:
            sys.exit(f"the server ended with {serving.returncode}")


def read(url):
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read().decode()


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
    token = read(f"{address}/dev/token?subject=anna.rossi" + (f"&role={role}" if role != "nobody" else ""))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        file.write_text(json.dumps(api))
        command = [
            str(Path(sys.executable).with_name("st")), "run", str(file), "--url", address,
            "--header", f"Authorization: Bearer {token}",
            "--checks", ",".join(CHECKS),
            "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--generation-deterministic",
            "--request-timeout", "60", "--suppress-health-check", "all", "--workers", "2", "--no-color", *words,
        ]
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    print(f"--- {role}, {what}: {'good' if done.returncode == 0 else 'not good'}")
    for line in done.stdout.splitlines():
        if done.returncode != 0 or "generated," in line:
            print(line[:200])
    return done.returncode == 0


def check_all(address, roles):
    api = json.loads(read(f"{address}/openapi.json"))
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
        with served(program, town) as address:
            good = check_all(address, roles or ROLES)
        run(program, "verify", "--data", town)
    if not good:
        sys.exit("an answer is not documented")
    print("every answer is documented")


if __name__ == "__main__":
    main(sys.argv[1:])
