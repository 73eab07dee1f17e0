"""A campaign: mutants of some exercises are made, judged and compared with the lists."""

import ast
import functools
from dataclasses import dataclass, field

from mutants import workers
from mutants.equivalents import Listed, load_all
from mutants.judging import SURVIVED, builds_models, judged
from mutants.making import mutants

MOST_OF_SLOW = 24
"""Mutants of an exercise whose check trains models for seconds."""
FRAMEWORKS = {"keras", "tensorflow", "torch"}


@dataclass
class Outcome:
    """What became of one exercise's mutants.

    Attributes
    ----------
    exercise : grader.exercise.Exercise
    mutants : list of mutants.making.Mutant
        Those that are judged.
    skipped : list of str
        Answers that have no source of their own.
    listed : mutants.equivalents.Listed
    results : dict
        By a mutant's id; an answer that is not changed has its name for one.
    """

    exercise: object
    mutants: list
    skipped: list
    listed: Listed
    results: dict = field(default_factory=dict)

    def ids(self, survived, listed=None):
        """Mutants that survived or not, of those that are listed or not."""
        ids = [m.id for m in self.mutants if (self.results.get(m.id) == SURVIVED) == survived]
        return [i for i in ids if listed is None or (i in self.listed.ids) == listed]

    @functools.cached_property
    def judgments(self):
        """What makes each result, by its key."""
        cases = {m.answer.name: (m.answer, m.answer.build) for m in self.mutants}
        cases |= {m.id: (m.answer, m.build) for m in self.mutants}
        return {
            key: functools.partial(
                judged, self.exercise, build, bool(FRAMEWORKS & imported(answer))
            )
            for key, (answer, build) in cases.items()
        }

    @property
    def survivors(self):
        """Ids of mutants that pass and are not listed."""
        return self.ids(survived=True, listed=False)

    @property
    def refused(self):
        """Names of right answers that the check does not let pass: then it proves nothing."""
        found = {m.answer.name for m in self.mutants}
        return [name for name in sorted(found) if self.results.get(name) != SURVIVED]

    @property
    def stale(self):
        """What is wrong with the list of this exercise."""
        return self.listed.stale(set(self.ids(survived=False)))


def prepared(exercises, every=1, models=True):
    """Make the mutants.

    Parameters
    ----------
    exercises : list of grader.exercise.Exercise
    every : int
        Only each so-manieth mutant is to be judged.
    models : bool
        Whether answers that import a framework count.

    Returns
    -------
    list of Outcome
    """
    lists, outcomes = load_all(), []
    for exercise in exercises:
        made, skipped = mutants(exercise)
        listed = Listed(lists.get(exercise.id, {}), [m.id for m in made])
        made = [m for m in made if models or not FRAMEWORKS & imported(m.answer)]
        most = MOST_OF_SLOW if exercise.weights else len(made)
        step = max(every, -(-len(made) // max(most, 1)))
        outcomes.append(Outcome(exercise, made[::step], skipped, listed))
    return outcomes


@functools.cache
def imported(answer):
    """Names of the modules that an answer imports in its functions."""
    names = set()
    for part in answer.parts:
        for node in ast.walk(ast.parse(part.source)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module)
    return frozenset(names | {name.split(".")[0] for name in names})


def run(outcomes, processes=2, tell=lambda outcome: None):
    """Judge all mutants, and the answers that they come from.

    Parameters
    ----------
    outcomes : list of Outcome
        Get their results.
    processes : int
    tell : callable
        Called with the outcome after each judgment.
    """
    judgments, modules = [], set()
    for place, outcome in enumerate(outcomes):
        modules = modules.union(*(imported(m.answer) for m in outcome.mutants))
        modules |= {"keras"} if builds_models(outcome.exercise) else set()
        judgments += [((place, key), judge) for key, judge in outcome.judgments.items()]
    workers.preload(sorted(modules))
    for (place, key), result in workers.results(judgments, processes):
        outcomes[place].results[key] = result
        tell(outcomes[place])
