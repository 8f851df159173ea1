"""Pages of 50 of a waiting list, with explanations, over HTTP while writes go on; and 500 open streams. By wrk.

Beside them, in the same run: bare answers of the same server (/status), and, where nginx is installed, nginx giving the same
bytes from a file.

Usage: doors.py PROGRAM TOWN RESULT.json
"""

import http.client
import json
import os
import re
import shutil
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
CONNECTIONS = 100
ASKERS = 200
CLOCK = ["--test-clock", "2026-01-01T06:00:00Z"]
POLICY = "schemas/catalogue/access/access-sample.json"
ROLES = "role=coordinator&role=worker&role=administrative"  # administrative: finds every case, by the sample
CONTACT = json.dumps(
    {"payload": {"type": "RegisterContact", "desk": "adults_elderly", "area": "elderly", "reason": "home_help"}}
)


@contextmanager
def served(program, town):
    words = [program, "serve", "--dev-issuer", "--listen", "127.0.0.1:0", "--data", town, "--rate", "1000000", *CLOCK]
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


def token_of(port, subject):
    return get(port, f"/dev/token?subject={subject}&{ROLES}")


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


def wrk(port, token, target, rate, encoding="identity"):
    """(requests in a second, p50, p99 and slowest in milliseconds, answers that were no 2xx). `rate` 0: as fast as it goes."""
    pause = 1000 * CONNECTIONS / rate if rate else 0
    variables = dict(os.environ, TOKEN=token, TARGET=target, PAUSE=str(pause), ENCODING=encoding)
    words = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", str(Path(__file__).with_name("doors.lua")),
             f"http://127.0.0.1:{port}"]
    said = subprocess.run(words, env=variables, capture_output=True, text=True, check=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", said)
    requests, micros, errors, median, late, slowest = map(int, found.groups())
    return requests / (micros / 1e6), median / 1000, late / 1000, slowest / 1000, errors


def resident_mib(serving):
    status = Path(f"/proc/{serving.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024


def processor_seconds(serving):
    fields = Path(f"/proc/{serving.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Rows(list):
    def tell(self, name, value, unit, settings, against=""):
        ground = next((row["value"] for row in self if row["name"] == against), 0)
        load = os.getloadavg()[0]
        self.append({"name": name, "value": value, "unit": unit, "against": against if ground else "",
                     "ratio": value / ground if ground else 0, "settings": f"{settings}; load average {load:.1f}"})


def longest_lists(port, token):
    """The longest list whose entries have points, and the longest that goes by arrival: the first costs more to explain."""
    found = {}
    lists = json.loads(get(port, "/v1/waiting-list", token))["lists"]
    for one in sorted(lists, key=lambda one: -one["waiting"]):
        page = json.loads(get(port, f"/v1/waiting-list/{one['service']}?explained=true&limit=1", token))
        if page["entries"]:
            found.setdefault("by points" if page["entries"][0]["explanation"]["score"] else "by arrival", one)
    return found


def measure_answers(served_by, token, target, what, rates, settings, rows, encoding="identity"):
    serving, port = served_by
    for rate in rates:
        writing = Writing(port, token)
        writing.start()
        before = processor_seconds(serving)
        made, median, late, slowest, errors = wrk(port, token, target, rate, encoding)
        spent = (processor_seconds(serving) - before) / SECONDS
        write = writing.end()
        told = (f"{settings}; {made:.0f} req/s made, {errors} errors, slowest {slowest:.1f} ms, command p50 {write:.1f} ms, "
                f"{spent:.2f} of a processor")
        asked = f"{rate} req/s" if rate else "as many as it takes"
        if not rate:
            rows.tell(f"{what}, {asked}", made, "req/s", told)
            continue
        rows.tell(f"{what}, {asked}: p50", median, "ms", told, f"bare answers, {asked}: p50")
        rows.tell(f"{what}, {asked}: p99", late, "ms", told, f"bare answers, {asked}: p99")


def measure_anew(serving, port, target, what, rows):
    """Of a page that nobody asked for yet: each asker has their own."""
    tokens = [token_of(port, f"asker.{i}") for i in range(ASKERS)]
    for token in tokens:
        get(port, "/v1/services", token)  # and the token is known from then on
    before = processor_seconds(serving)
    for token in tokens:
        get(port, target, token)
    spent = (processor_seconds(serving) - before) / ASKERS
    rows.tell(f"{what}: made anew", spent * 1000, "ms", f"of processor time, connection included, mean of {ASKERS}")


def measure_peer(page, target, rows):
    """nginx with one worker, giving the page from a file that it has in memory."""
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
    if nginx is None:
        return
    home = Path(os.environ.get("FASCICOLO_BENCH_DIR", "build/bench")).absolute() / "nginx"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "page").write_text(page)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "conf").write_text(
        f"daemon off; worker_processes 1; user root; pid {home}/pid; error_log {home}/log;\n"
        "events { worker_connections 1024; }\n"
        "http { access_log off; open_file_cache max=10; keepalive_requests 100000000; "
        f"server {{ listen 127.0.0.1:{port}; location / {{ root {home}; try_files /page =404; }} }} }}\n")
    with subprocess.Popen([nginx, "-p", str(home), "-c", str(home / "conf")], stderr=subprocess.DEVNULL) as peer:
        try:
            time.sleep(1)
            for rate in (2000, 5000):
                made, median, late, slowest, errors = wrk(port, "none", target, rate)
                told = f"one worker, {len(page)} bytes; {made:.0f} req/s made, {errors} errors, slowest {slowest:.1f} ms"
                rows.tell(f"nginx, the same bytes, {rate} req/s: p50", median, "ms", told)
                rows.tell(f"nginx, the same bytes, {rate} req/s: p99", late, "ms", told)
        finally:
            peer.send_signal(signal.SIGTERM)
            peer.wait(timeout=20)
    shutil.rmtree(home)


def measure_pages(served_by, token, rows):
    serving, port = served_by
    beside = f"{WRITES_PER_SECOND} commands/s beside it, wrk with {CONNECTIONS} connections on the same machine"
    measure_answers(served_by, token, "/status", "bare answers", (2000, 5000, 0), beside, rows)
    for order, one in longest_lists(port, token).items():
        target = f"/v1/waiting-list/{one['service']}?explained=true&limit=50"
        page = get(port, target, token)
        entries = len(json.loads(page)["entries"])
        if order == "by points":
            measure_peer(page, target, rows)
        what = f"page of {entries} {order}, explained"
        measure_anew(serving, port, target, what, rows)
        settings = f"list of {one['waiting']}, {len(page)} bytes an answer, {beside}"
        measure_answers(served_by, token, target, what, (2000, 5000), settings, rows)
        measure_answers(served_by, token, target, f"{what}, gzip", (2000, 5000), settings, rows, "gzip")
        any_moment = target + "&at_least=0"  # of up to a second ago: no question waits for what was just written
        measure_answers(served_by, token, any_moment, f"{what}, of any moment", (2000,), settings, rows)


def measure_streams(served_by, token, rows):
    serving, port = served_by
    get(port, "/v1/waiting-list", token)  # what any first question takes is no stream's
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
    rows.tell(f"{STREAMS} open streams: memory for each", (opened - before) * 1024 / STREAMS, "KiB", told)
    rows.tell(f"{STREAMS} open streams: grown while telling", resident_mib(serving) - opened, "MiB", told)
    for stream in streams:
        stream.close()


def machine():
    models = re.findall(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return f"{models[0] if models else 'unknown processor'}, {os.cpu_count()} cores"


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    program, town, result = arguments
    subprocess.run([program, "adopt", POLICY, "--data", town, "--trust-clock", *CLOCK], check=True, capture_output=True)
    rows = Rows()
    for measure, what in ((measure_pages, "pages"), (measure_streams, "streams")):
        with served(program, town) as served_by:
            before = f"memory before the {what}"
            rows.tell(before, resident_mib(served_by[0]), "MiB", "resident, the ledger open, nothing asked yet")
            measure(served_by, token_of(served_by[1], "anna.rossi"), rows)
            rows.tell(f"memory behind the {what}", resident_mib(served_by[0]), "MiB", "resident", before)
    for row in rows:
        ratio = f" ({row['ratio']:.2f} x {row['against']})" if row["against"] else ""
        print(f"{row['name']}: {row['value']:.2f} {row['unit']}{ratio}  [{row['settings']}]")
    report = {"machine": machine(), "date": time.strftime("%Y-%m-%d", time.gmtime()), "rows": rows}
    Path(result).write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
