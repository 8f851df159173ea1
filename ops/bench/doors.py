"""A page of 50 of a waiting list, with explanations, over HTTP while writes go on; and 500 open streams. By wrk.

Usage: doors.py PROGRAM TOWN RESULT.json
"""

import http.client
import json
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

WRITES_PER_SECOND = 50
SECONDS = 15
STREAMS = 500
CONTACT = json.dumps(
    {"payload": {"type": "RegisterContact", "desk": "adults_elderly", "area": "elderly", "reason": "home_help"}}
)


@contextmanager
def served(program, town):
    words = [program, "serve", "--dev-issuer", "--listen", "127.0.0.1:0", "--data", town, "--rate", "1000000",
             "--test-clock", "2026-01-01T06:00:00Z"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as serving:
        try:
            yield serving, int(serving.stdout.readline().rsplit(":", 1)[1])
        finally:
            serving.send_signal(signal.SIGTERM)
            serving.wait(timeout=60)


def get(port, target, token=None):
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", target, headers={"Authorization": f"Bearer {token}"} if token else {})
        return connection.getresponse().read().decode()


class Writing(threading.Thread):
    """Hands in first contacts at a steady pace, and keeps how long each took."""

    def __init__(self, port, token):
        super().__init__()
        self.port, self.token = port, token
        self.ending = threading.Event()
        self.took = []

    def run(self):
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            begun = time.monotonic()
            while not self.ending.wait(max(0.0, begun + len(self.took) / WRITES_PER_SECOND - time.monotonic())):
                before = time.monotonic()
                headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": f"bench-{before}"}
                connection.request("POST", "/v1/commands", body=CONTACT, headers=headers)
                answer = connection.getresponse()
                answer.read()
                assert answer.status == 200, answer.status
                self.took.append(time.monotonic() - before)

    def end(self):
        self.ending.set()
        self.join()
        return sorted(self.took)[len(self.took) // 2] * 1000


def wrk(port, token, target, rate, connections=40):
    """(requests in a second, p50, p99 and slowest in milliseconds, answers that were no 2xx)"""
    variables = dict(os.environ, TOKEN=token, TARGET=target, PAUSE=str(1000 * connections / rate))
    words = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", str(Path(__file__).with_name("doors.lua")),
             f"http://127.0.0.1:{port}"]
    said = subprocess.run(words, env=variables, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    requests, micros, errors, median, late, slowest = map(int, found.groups())
    return requests / (micros / 1e6), median / 1000, late / 1000, slowest / 1000, errors


def resident_mib(serving):
    status = Path(f"/proc/{serving.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def measure_pages(port, token, rows):
    lists = json.loads(get(port, "/v1/waiting-list", token))["lists"]
    longest = max(lists, key=lambda one: one["waiting"])
    target = f"/v1/waiting-list/{longest['service']}?explained=true&limit=50"
    size = len(get(port, target, token))
    settings = f"list of {longest['waiting']}, {size} bytes an answer, {WRITES_PER_SECOND} commands/s beside it, wrk on the same machine"
    for rate in (500, 2000, 5000):
        writing = Writing(port, token)
        writing.start()
        made, median, late, slowest, errors = wrk(port, token, target, rate)
        write = writing.end()
        told = f"{settings}; {made:.0f} req/s made of {rate}, {errors} errors, slowest {slowest:.1f} ms, command p50 {write:.1f} ms"
        rows.append({"name": f"waiting-list page of 50, explained, {rate} req/s: p50", "value": median, "unit": "ms", "settings": told})
        rows.append({"name": f"waiting-list page of 50, explained, {rate} req/s: p99", "value": late, "unit": "ms", "settings": told})


def measure_streams(serving, port, token, rows):
    before = resident_mib(serving)
    head = f"GET /v1/stream HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
    streams = []
    for _ in range(STREAMS):
        stream = socket.create_connection(("127.0.0.1", port), timeout=60)
        stream.sendall(head)
        streams.append(stream)
    for stream in streams:
        assert b"200 OK" in stream.recv(4096)
    opened = resident_mib(serving)
    writing = Writing(port, token)
    writing.start()
    until = time.monotonic() + SECONDS
    heard = 0
    while time.monotonic() < until:
        for stream in streams:
            stream.settimeout(0.001)
            try:
                heard += stream.recv(65536).count(b"event: changed")
            except TimeoutError:
                pass
    write = writing.end()
    told = f"{WRITES_PER_SECOND} commands/s told to each, {heard} events heard in {SECONDS} s, command p50 {write:.1f} ms"
    rows.append({"name": f"{STREAMS} open streams: memory for each", "value": (opened - before) * 1024 / STREAMS, "unit": "KiB", "settings": told})
    rows.append({"name": f"{STREAMS} open streams: grown while telling", "value": resident_mib(serving) - opened, "unit": "MiB", "settings": told})
    for stream in streams:
        stream.close()


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    program, town, result = arguments
    rows = []
    with served(program, town) as (serving, port):
        token = get(port, "/dev/token?subject=anna.rossi&role=coordinator&role=worker")
        measure_pages(port, token, rows)
        measure_streams(serving, port, token, rows)
    for row in rows:
        print(f"{row['name']}: {row['value']:.2f} {row['unit']} ({row['settings']})")
    cores = os.cpu_count()
    report = {"machine": f"{platform.machine()}, {cores} cores", "date": time.strftime("%Y-%m-%d", time.gmtime()),
              "rows": [{**row, "against": "", "ratio": 0} for row in rows]}
    Path(result).write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
