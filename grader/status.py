"""The five statuses of a verdict, and their symbols."""

SYMBOLS = {"passed": "✓", "partial": "◐", "failed": "✗", "not attempted": "○", "error": "!"}
STATUSES = tuple(SYMBOLS)
