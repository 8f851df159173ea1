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
EXAMPLES = 8  # of each operation and role, besides those that its examples phase makes
COMMANDS = 24  # types of commands that each role tries: another part of them all, by turns
SEED = 20261126


def run(program, *words):
    done = subprocess.run([program, *words], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"fascicolo {words[0]}: {done.stderr}")


@contextmanager
def served(program, town):
    """The address of a town that is served to developers; what it said last stands in its log."""
    words = [program, "serve", "--dev-issuer", "--listen", "127.0.0.1:0", "--data", town, "--rate", "1000000", "--test-clock", "2026-01-01T06:00:00Z"]
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


def description_for(role, api):
    """The description with a part of the commands: schemathesis takes minutes to begin with two hundred alternatives."""
    payload = api["components"]["schemas"]["Command"]["properties"]["payload"]
    every = sorted(one["$ref"].rsplit("/", 1)[1] for one in payload.pop("oneOf"))
    payload.pop("discriminator")
    begin = ROLES.index(role) * COMMANDS
    part = {every[(begin + i) % len(every)] for i in range(COMMANDS)} | {"CommandRegisterContact"}
    payload["anyOf"] = [{"$ref": f"#/components/schemas/{name}"} for name in sorted(part)]
    for name, schema in api["components"]["schemas"].items():
        for field in schema.get("properties", {}).values():  # a command that carries others carries contacts
            inner = field.get("items", field)
            if len(inner.get("oneOf", [])) > COMMANDS:
                inner.clear()
                inner["$ref"] = "#/components/schemas/CommandRegisterContact"
    return api


def check_role(address, role, folder):
    file = Path(folder) / f"{role}.json"
    file.write_text(json.dumps(description_for(role, json.loads(read(f"{address}/openapi.json")))))
    token = read(f"{address}/dev/token?subject=anna.rossi" + (f"&role={role}" if role != "nobody" else ""))
    words = [
        str(Path(sys.executable).with_name("st")), "run", str(file), "--url", address,
        "--header", f"Authorization: Bearer {token}",
        "--checks", ",".join(CHECKS),
        "--exclude-path", "/v1/stream",  # it has no end
        "--phases", "examples,coverage,fuzzing",
        "--max-examples", str(EXAMPLES), "--seed", str(SEED), "--generation-deterministic",
        "--request-timeout", "60", "--suppress-health-check", "all", "--workers", "2", "--no-color",
    ]
    done = subprocess.run(words, capture_output=True, text=True)
    print(f"--- {role}")
    for line in done.stdout.splitlines():
        print(line[:200])
    return done.returncode == 0


def main(arguments):
    if not arguments or not set(arguments[1:]) <= set(ROLES):
        sys.exit(__doc__)
    program, *roles = arguments
    with tempfile.TemporaryDirectory() as folder:
        town = f"{folder}/town"
        run(program, "simulate", "--inhabitants", "1000", "--years", "1", "--seed", "3", "--data", town)
        with served(program, town) as address:
            paths = json.loads(read(f"{address}/openapi.json"))["paths"]
            print(f"{len(paths)} paths")
            failed = [role for role in roles or ROLES if not check_role(address, role, folder)]
        run(program, "verify", "--data", town)
    if failed:
        sys.exit(f"undocumented answers for: {', '.join(failed)}")
    print("every answer is documented")


if __name__ == "__main__":
    main(sys.argv[1:])
