"""Results in one small file a topic, written whenever something new is known."""

import json
from pathlib import Path

from grader.learner.files import write_atomically

FOLDER = Path(__file__).parent / "results"


def load(topic):
    """What is known of a topic's experiments.

    Returns
    -------
    dict
        Experiment -> ``code`` (a digest of what it was run with) and ``conditions``: condition ->
        conclusion -> ``mean``, ``half_width`` and ``verdict``.
    """
    path = FOLDER / f"{topic}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def save(topic, results):
    """Replace the file of a topic as a whole."""
    text = json.dumps(results, indent=1, sort_keys=True, ensure_ascii=False)
    write_atomically(FOLDER / f"{topic}.json", f"{text}\n".encode())
