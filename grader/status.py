"""The statuses of a verdict, and their symbols."""

NOT_JUDGED = "not judged"
"""Of an answer that costs nothing, where the grader's machine lacks the package that it needs."""

SYMBOLS = {
    "passed": "✓",
    "partial": "◐",
    "failed": "✗",
    "not attempted": "○",
    "error": "!",
    NOT_JUDGED: "–",
}
STATUSES = tuple(SYMBOLS)
