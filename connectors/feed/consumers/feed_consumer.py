"""Keeps each event of a feed once, in order, in a file: offset, sequence, JSON.

Usage: feed_consumer.py BROKERS TOPIC FILE
What it did and how far it came are one write, so that it may die at any moment: a line that was cut is done again.
"""
import os, sys
from kafka import KafkaConsumer, TopicPartition

brokers, topic, path = sys.argv[1:]
kept = open(path, "a+b", buffering=0)
kept.seek(0)
whole = kept.read().rpartition(b"\n")[0]
kept.truncate(len(whole) + 1 if whole else 0)
offset, last, _ = whole.rpartition(b"\n")[2].split(b" ", 2) if whole else (b"-1", b"", b"")
consumer = KafkaConsumer(bootstrap_servers=brokers, enable_auto_commit=False, auto_offset_reset="earliest")
feed = TopicPartition(topic, 0)
consumer.assign([feed])
consumer.seek(feed, int(offset) + 1)
for record in consumer:
    headers = dict(record.headers)
    if headers["ce_sequence"] <= last:
        continue  # sent twice
    assert not last or headers["ce_previous"] == last, "records are missing"
    last = headers["ce_sequence"]
    kept.write(b"%d %s %s\n" % (record.offset, last, record.value))
    os.fsync(kept.fileno())
