"""How quickly pages follow whoever moves in them: a case that is replayed, a list that is scrolled. In a real browser, one after the other.

Usage: pages.py PROGRAM RESULT.json
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from doors import machine

TESTS = Path("tests/connectors/dashboard")
STORIES = {"audit_test.mjs": "replayed", "long_list_test.mjs": "ten thousand rows scroll"}


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    program, result = arguments[1:]
    with tempfile.NamedTemporaryFile("r") as told:
        environment = {**os.environ, "FASCICOLO": program, "FASCICOLO_PAGES_BENCH": told.name}
        runs = [
            subprocess.run(["node", "--test", f"--test-name-pattern={pattern}", TESTS / name], env=environment)
            for name, pattern in STORIES.items()
        ]
        times = [json.loads(line) for line in told]
    for each in times:
        print(f"{each['what']}: {each['milliseconds']:.1f} ms  [at most {each['most']} ms]")
    report = {"machine": machine(), "date": time.strftime("%Y-%m-%d", time.gmtime()), "times": times}
    Path(result).write_text(json.dumps(report, indent=2) + "\n")
    sys.exit(max(run.returncode for run in runs))


if __name__ == "__main__":
    main(sys.argv)
