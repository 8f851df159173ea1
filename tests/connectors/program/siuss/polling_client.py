#!/usr/bin/env python3
"""INPS's side of the municipal service, written from its description alone (api-comuni.yaml 2.0.1): asks for flows behind the
last instant that it has, keeps each one, and tells what became of them. It knows nothing of who answers.

    polling_client.py BASE TOKEN FOLDER [--limit N] [--polls N] [--notify]

FOLDER holds what it has: `since`, and a file for each flow. It may be ended between two requests and started again."""

import argparse
import base64
import datetime
import json
import pathlib
import sys
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree

NAMESPACE = "{http://inps.it/Casellario}"


def ask(url, token, body=None):
    """The answer's status and document; waits where it is asked to."""
    while True:
        request = urllib.request.Request(url, data=body, headers={"Authorization": "Bearer " + token})
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503):
                raise
            time.sleep(int(error.headers.get("Retry-After", "1")))


def milliseconds(text):
    moment = datetime.datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")
    return round(moment.timestamp() * 1000)


def check(entry, flow):
    """What the description promises of an entry."""
    assert set(entry) == {"codice_ente", "denominazione_ente", "id_flusso", "ts_flusso", "tipo", "flusso"}, entry.keys()
    assert entry["tipo"] in ("PS_PSA_SINA", "SINBA")
    root = xml.etree.ElementTree.fromstring(flow)
    assert root.tag == NAMESPACE + "Flusso"
    assert root.find(NAMESPACE + "IdentificazioneFlusso").get("Nome") == entry["id_flusso"]
    persons = root.findall(NAMESPACE + "Beneficiario")
    minors = root.findall(NAMESPACE + "SINBA")
    assert len(persons) + len(minors) == 1, "one beneficiary in a flow"
    for person in persons:
        assert len(person.findall(NAMESPACE + "PrestazioniSociali")) == 1, "one benefit in a flow"


def poll(base, token, folder, limit):
    """True: there may be more."""
    kept = folder / "since"
    since = int(kept.read_text()) if kept.exists() else 0
    _, answer = ask(f"{base}/flussi?since={since}&limit={limit}", token)
    entries = answer["elenco_flussi"]
    assert len(entries) <= limit
    for entry in entries:
        at = milliseconds(entry["ts_flusso"])
        assert at > since, "instants strictly increase"
        flow = base64.b64decode(entry["flusso"], validate=True)
        check(entry, flow)
        with open(folder / (entry["id_flusso"] + ".xml"), "xb") as file:  # once: not there yet
            file.write(flow)
        (folder / (entry["id_flusso"] + ".json")).write_text(json.dumps({key: entry[key] for key in ("tipo", "ts_flusso")}))
        since = at
    kept.write_text(str(since))
    return bool(entries)


def notify(base, token, folder):
    """Every flow is accepted, but for the first."""
    outcomes = []
    for number, file in enumerate(sorted(folder.glob("*.json"))):
        said = json.loads(file.read_text())
        outcome = {"id_flusso": file.stem, "ts_acquisizione": "2026-12-31T10:00:00.000Z", **said}
        if number == 0:
            outcome.update(codice_esito="RICHIESTA_INVALIDA", descrizione_esito="prova")
        else:
            outcome.update(codice_esito="OK", id_acquisizione_siuss=str(number))
        outcomes.append(outcome)
    for begin in range(0, len(outcomes), 100):
        body = json.dumps({"elenco_esiti": outcomes[begin : begin + 100]}).encode()
        status, _ = ask(f"{base}/esiti", token, body)
        assert status == 204, status


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("base")
    arguments.add_argument("token")
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--limit", type=int, default=10)
    arguments.add_argument("--polls", type=int, default=1_000_000)
    arguments.add_argument("--notify", action="store_true")
    given = arguments.parse_args()
    given.folder.mkdir(exist_ok=True)
    for _ in range(given.polls):
        if not poll(given.base, given.token, given.folder, given.limit):
            break
    if given.notify:
        notify(given.base, given.token, given.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
