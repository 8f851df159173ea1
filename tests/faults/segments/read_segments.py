#!/usr/bin/env python3
"""Reads an embedded log without the program that wrote it, by events/segments/FORMAT.md alone.

    read_segments.py DIR/segments

One line per record: log offset, length, SHA-256 of its bytes. Stops with exit code 1 at the first damage.
"""
import hashlib
import os
import struct
import sys
import zlib

MAX_RECORD = 900_000


def need(right, path, byte, what):
    if not right:
        sys.exit(f"{path}: byte {byte}: {what}")


def remembered_end(path):
    with open(path, "rb") as file:
        data = file.read()
    need(len(data) == 1024, path, len(data), "not 1024 bytes")
    slots = []
    for at in (0, 512):
        slot = data[at:at + 512]
        magic, form, ledger, sequence, end, flags = struct.unpack(">4sI16sQQI", slot[:44])
        if magic == b"FEND" and zlib.crc32(slot[:508]) == struct.unpack(">I", slot[508:])[0]:
            need(form == 1, path, at + 4, "newer format")
            slots.append((sequence, end, ledger))
    need(slots, path, 0, "no slot is whole")
    return max(slots)


def records(directory):
    _, end, ledger = remembered_end(os.path.join(directory, "END"))
    names = sorted(name for name in os.listdir(directory) if name.endswith(".seg"))
    expected_base = 0
    for name in names:
        path = os.path.join(directory, name)
        with open(path, "rb") as file:
            data = file.read()
        magic, form, owner, base = struct.unpack(">4sI16sQ", data[:32])
        need(zlib.crc32(data[:60]) == struct.unpack(">I", data[60:64])[0], path, 60, "header checksum")
        need((magic, form) == (b"FSEG", 1) and data[32:60] == bytes(28), path, 0, "not a segment")
        need(owner == ledger and base == expected_base and name == f"{base:016x}.seg", path, 8,
             "a segment is missing or foreign")
        at = 64
        while at < len(data):
            frame = data[at:at + 16]
            if base + at >= end and frame[:4] != b"FREC":
                break  # zeros, or a torn tail, behind the remembered end
            need(frame[:4] == b"FREC", path, at, "no record begins here")
            length, rest_sum, frame_sum = struct.unpack(">III", frame[4:])
            need(zlib.crc32(frame[:12]) == frame_sum, path, at + 12, "frame checksum")
            need(256 <= length <= MAX_RECORD, path, at + 4, "length")
            record = data[at + 16:at + 16 + length]
            padding = data[at + 16 + length:at + (16 + length + 7) // 8 * 8]
            need(zlib.crc32(record[:252]) == struct.unpack(">I", record[252:256])[0], path, at + 16,
                 "record header checksum")
            need(zlib.crc32(record[256:]) == rest_sum, path, at + 272, "record body checksum")
            need(not any(padding), path, at + 16 + length, "padding")
            yield base + at, record
            at += (16 + length + 7) // 8 * 8
        expected_base = base + at


if __name__ == "__main__":
    for offset, content in records(sys.argv[1]):
        print(offset, len(content), hashlib.sha256(content).hexdigest())
