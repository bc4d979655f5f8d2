"""The loop that all workers share: sentences in, quantities and CPU time out. Standard library only.

Reads JSON lines {"text", "lang"} from standard input, once to warm up and then as often by the clock as the first
argument says, and prints one JSON object: {"found": [[{"start", "end", "low", "high", "comparator", "unit"}, …], …],
"seconds": […]}.
"""

import json
import sys
import time

LEAST = 0.5  # seconds of a round: a quick reader goes over the sentences several times


def run(read):
    """Runs `read(text, lang) -> list of quantities` over the sentences of standard input."""
    rounds = int(sys.argv[1])
    sentences = [json.loads(line) for line in sys.stdin]
    found = [read(one["text"], one["lang"]) for one in sentences]
    times = max(1, round(LEAST / max(_seconds(read, sentences), 1e-6)))
    seconds = [_seconds(read, sentences * times) / times for _ in range(rounds)]
    json.dump({"found": found, "seconds": seconds}, sys.stdout)


def _seconds(read, sentences):
    """CPU time of one go."""
    started = time.process_time()
    for one in sentences:
        read(one["text"], one["lang"])
    return time.process_time() - started
