"""Judge the mutants of right answers; exit code 1 where one survives that is not listed."""

import argparse
import os
import sys

# Many small computations: a thread for each core only gets in the other process' way.
os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}


def main():
    """Run the campaign that the command line asks for."""
    from mutants import campaign, report

    arguments = parsed()
    every = arguments.every or (FAST if arguments.fast else 1)
    outcomes = campaign.prepared(chosen(arguments), every, models=not arguments.fast)
    with report.progress() as bar:
        task = bar.add_task("", total=sum(len(outcome.judgments) for outcome in outcomes))

        def tell(outcome):
            bar.advance(task)
            bar.refresh()
            if len(outcome.results) == len(outcome.judgments):
                report.show_end(bar, outcome)

        campaign.run(outcomes, arguments.processes, tell)
    if arguments.write:
        report.write(outcomes, arguments.write)
    return 0 if report.show(outcomes) else 1


FAST = 30
"""Of so many mutants, one is judged where time is short."""


def parsed():
    """The arguments of the command line."""
    parser = argparse.ArgumentParser(prog="make mutants ARGS=...", description=__doc__)
    parser.add_argument("names", nargs="*", help="exercises or topics; all by default")
    parser.add_argument("--fast", action="store_true", help="a sample, and no models")
    parser.add_argument("--numpy", action="store_true", help="no exercises on models")
    parser.add_argument("--models", action="store_true", help="only exercises on models")
    parser.add_argument("--every", type=int, help="judge one of so many mutants")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--write", metavar="FOLDER", help="also write a file for each topic")
    return parser.parse_args()


def chosen(arguments):
    """The exercises that are named."""
    from grader.exercises import TOPICS, all_exercises, find
    from grader.quiet import installed
    from mutants.equivalents import topic_of
    from mutants.judging import builds_models

    found = list(all_exercises().values())
    if arguments.names:
        ids = [name for name in arguments.names if name not in TOPICS]
        wanted = {find(name).id for name in ids}
        found = [e for e in found if e.id in wanted or topic_of(e) in arguments.names]
    if arguments.fast or arguments.numpy:
        found = [e for e in found if not builds_models(e)]
    if arguments.models:
        found = [e for e in found if builds_models(e)]
    return [e for e in found if not e.needs or installed(e.needs)]


if __name__ == "__main__":
    sys.exit(main())
