"""Whether PyPI's cloudevents reads a feed: from a file each line, and from a broker (FASCICOLO_KAFKA) each record.

Usage: feed_records.py PROGRAM
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from kafka import KafkaAdminClient, KafkaConsumer, TopicPartition

CONSUMER = Path(__file__).parents[2] / "connectors/feed/samples/observatory.json"
EXTENSIONS = {"sequence", "previous", "keyid", "commit", "partitionkey"}
REQUIRED = {"id", "source", "type", "specversion", "time", "subject", "datacontenttype"}
NOTICES = {"it.fascicolo.person.erased", "it.fascicolo.lineage.started"}  # of no entity
LEDGER = hashlib.sha256(b"simulated/1000-1-3").hexdigest()[:32]
TOPIC = f"fascicolo.{LEDGER}.feed.regional-observatory"
TOWN = ("--inhabitants", "1000", "--years", "1", "--seed", "3")


def run(program, *words):
    done = subprocess.run([program, *words, "--json"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"fascicolo {words[0]}: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def check(event, last, where):
    """The attributes that consumers rely on; gives the sequence."""
    attributes = event.get_attributes()
    assert event.get_specversion() == "1.0", where
    assert event.get_type().startswith("it.fascicolo."), where
    assert event.get_datacontenttype() == "application/json", where
    assert event.get_id() == event.get_extension("sequence") == event.get_data()["sequence"], where
    assert last is None or event.get_extension("previous") == last < event.get_id(), where
    if event.get_type() not in NOTICES:
        assert event.get_subject() == event.get_data()["entity"], where
    unknown = set(attributes) - EXTENSIONS - REQUIRED
    assert not unknown, (where, unknown)
    return event.get_id()


def check_file(program, town, file):
    run(program, "feed", str(CONSUMER), "--data", town, "--to-file", file)
    last, count = None, 0
    with open(file, "rb") as lines:
        for count, line in enumerate(lines, start=1):
            last = check(JSONFormat().read(None, line), last, f"line {count}")
    return count


def check_topic(program, town, brokers):
    run(program, "feed", str(CONSUMER), "--data", town, "--to", brokers)
    settings = {"bootstrap_servers": brokers, "auto_offset_reset": "earliest", "consumer_timeout_ms": 5000}
    with closing(KafkaConsumer(**settings)) as consumer:
        consumer.assign([TopicPartition(TOPIC, 0)])
        last, count = None, 0
        for record in consumer:
            message = KafkaMessage(headers=dict(record.headers), key=record.key, value=record.value)
            event = from_binary(message, JSONFormat())
            assert record.key.decode() == event.get_extension("partitionkey"), record.offset
            last, count = check(event, last, f"offset {record.offset}"), count + 1
    with closing(KafkaAdminClient(bootstrap_servers=brokers)) as admin:
        admin.delete_topics([TOPIC])
    return count


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        town = f"{folder}/town"
        run(program, "simulate", *TOWN, "--data", town)
        in_file = check_file(program, town, f"{folder}/feed")
        assert in_file > 100, "this test sees nothing"
        print(f"{in_file} lines are CloudEvents")
        if brokers := os.environ.get("FASCICOLO_KAFKA"):
            on_broker = check_topic(program, town, brokers)
            assert on_broker >= in_file, on_broker
            print(f"{on_broker} records are CloudEvents")


if __name__ == "__main__":
    main(*sys.argv[1:])
