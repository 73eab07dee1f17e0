"""Mutants: where their code comes from, what they are called, how many there are."""

import functools
import itertools

import pytest

from grader.exercise import Exercise
from grader.exercises import all_exercises, find
from mutants import making
from mutants.making import difference, normal
from mutants.sources import answers


@functools.cache
def made(exercise_id):
    return making.mutants(find(exercise_id))[0]


def test_there_are_enough():
    """Are the answers changed in many ways, so that a sample stands for all?"""
    count = 0
    for exercise_id in all_exercises():
        count += len(made(exercise_id))
        if count >= 1500:
            return
    pytest.fail(f"There are {count} mutants only.")


def test_each_answer_is_found():
    """Do all answers that are registered have a source of their own?"""
    for exercise in all_exercises().values():
        found, skipped = answers(exercise)
        assert not skipped
        assert len(found) == 1 + len(exercise.alternatives)


def test_each_answer_is_changed():
    """Does every answer of an exercise have mutants?"""
    for exercise_id in itertools.islice(all_exercises(), 0, None, 7):
        names = {answer.name for answer in answers(find(exercise_id))[0]}
        assert {m.answer.name for m in made(exercise_id)} == names


def test_ids_name_one_mutant_each():
    """Is an id unique within its exercise, one line, and the same whenever mutants are made?"""
    for exercise_id in itertools.islice(all_exercises(), 0, None, 7):
        ids = [mutant.id for mutant in made(exercise_id)]
        assert len(set(ids)) == len(ids)
        assert ids == [mutant.id for mutant in making.mutants(find(exercise_id))[0]]
        assert all("\n" not in i and i.count(" | ") >= 2 for i in ids)


def test_no_mutant_is_made_twice():
    """Is each code made once, and never the answer's own?"""
    for exercise_id in itertools.islice(all_exercises(), 0, None, 7):
        codes = [(m.answer.name, m.part.name, normal(m.part.source)) for m in made(exercise_id)]
        assert len(set(codes)) == len(codes)
        own = {
            (m.answer.name, p.name, normal(p.source))
            for m in made(exercise_id)
            for p in m.answer.parts
        }
        assert not own & set(codes)


def _helper(x):
    return x + 1


def with_helper(x):
    return 2 * _helper(x)


def by_a_function():
    def closure(x):
        return 2 * with_helper(x)

    return closure


def exercise(reference, *alternatives):
    found = Exercise(lambda student, rng: iter(()), reference, 1, (), "double")
    found.alternatives.extend(alternatives)
    return found


def test_helpers_are_changed_too():
    """Does an answer call the changed helper, and does the module keep its own?"""
    found, skipped = making.mutants(exercise(with_helper))
    (mutant,) = (m for m in found if m.id.endswith("return x + 1 -> return x - 1"))
    assert mutant.id.startswith("reference > _helper | another sign | ")
    assert mutant.build()(5) == 8
    assert with_helper(5) == 12
    assert not skipped


def test_closures_are_left_out_and_named():
    """Is an answer without a source of its own told of, rather than forgotten?"""
    found, skipped = making.mutants(exercise(with_helper, by_a_function()))
    assert skipped == ["closure"]
    assert {m.answer.name for m in found} == {"reference"}


@pytest.mark.parametrize("exercise_id", ["EarlyStopper", "mixup"])
def test_what_is_not_changed_runs(exercise_id):
    """Can classes and functions be made of their sources?"""
    for answer in answers(find(exercise_id))[0]:
        assert answer.build().__name__ == answer.parts[-1].name


def test_a_long_line_is_cut_around_its_change():
    """Does an id stay short, and show what differs?"""
    before = f"x = [{', '.join('abcdefghijklmnop' * 4)}, 1, {', '.join('abcdefghijklmnop' * 4)}]"
    found = difference(before, before.replace(" 1,", " 2,"))
    old, new = found.split(" -> ")
    assert old == "... g, h, i, j, k, l, m, n, o, p, 1, a, b, c, d, e, f, g, h, i, j ..."
    assert new == old.replace("1", "2")
