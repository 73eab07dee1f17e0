"""Print the table of performance; exit code 1 where something is not as required."""

import sys
from itertools import chain

from benchmarks import grading, network, report, table, verdicts, warm


def main():
    """Measure, one line after the other."""
    single = (each.measure() for each in (network, warm, report))
    measured = chain(single, verdicts.measure(), grading.measure())
    return 0 if table.show(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
