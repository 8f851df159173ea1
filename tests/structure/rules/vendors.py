"""Vendors stay behind a wall: no header of a room includes one of theirs.

FlatBuffers is the exception, because its generated headers are the schema.
"""

from tree import Violation

VENDORS = (
    "rocksdb",
    "librdkafka",
    "openssl",
    "sodium",
    "expat",
    "pugixml",
    "zlib",
    "libdeflate",
    "nlohmann",
    "unicode",  # ICU
    "spdlog",
    "fmt",
    "CLI",
    "restinio",
    "asio",
    "boost",
    "cjose",
    "curl",
)


def check(tree):
    for path in tree.with_suffix(".h"):
        if path.startswith("tests/"):
            continue
        for include in tree.includes(path):
            vendor = include.path.split("/")[0].removesuffix(".hpp").removesuffix(".h")
            if vendor in VENDORS:
                yield Violation(
                    f"{path}:{include.line}",
                    f"a header includes <{include.path}>; keep {vendor} in the .cc",
                )
