"""What a confined process cannot reach; and that the same attempt reaches it unconfined."""

import pytest
from attempts import BEYOND, COURSE, FORBIDDEN, values_of


@pytest.mark.parametrize(("attack", "arguments", "refusals"), BEYOND)
def test_a_confined_process_does_not_reach(arena, scene, attack, arguments, refusals):
    """Is it refused, and by the sandbox alone: does it succeed without one?"""
    values = values_of(arguments, scene)
    if None in values:
        pytest.skip("this machine has no IPv6")
    confined = arena.run(attack, *values)
    assert confined.refused in refusals
    assert confined.code == 0
    for left in arena.work.iterdir():
        left.unlink()
    free = arena.run(attack, *values, confined=False)
    assert (free.refused, free.code) == (None, 0)


@pytest.mark.parametrize(("attack", "arguments", "refusals"), FORBIDDEN)
def test_it_cannot_do_what_no_test_should_do_unconfined(arena, attack, arguments, refusals):
    """Is each refused?"""
    assert arena.run(attack, *arguments).refused in refusals


@pytest.mark.parametrize("part", ["reference", "exercises"])
def test_right_answers_cannot_be_read(arena, part):
    """Is there nothing in the folders that hold them, while the rest of the course is there?"""
    assert arena.run("list_folder", str(COURSE / part)).value == []
    assert arena.run("list_folder", str(COURSE / part), confined=False).value
    assert arena.run("import_module", f"grader.{part}.dropout").refused == "ModuleNotFoundError"


def test_an_open_folder_leads_to_nothing(arena):
    """Is what lies in a folder outside closed to a process that was left with the folder open?"""
    every = tuple(range(30))
    policy = arena.policy(descriptors=every)
    assert arena.run("read_from_open_folder", "attacks.py", policy=policy).refused == "EACCES"
    assert arena.run("read_from_open_folder", "attacks.py", confined=False).value == 100


def test_a_descriptor_is_kept_where_it_is_named(arena):
    """Does a process keep what its own parent left it on purpose?"""
    policy = arena.policy(descriptors=(0, 1, 2, *range(3, 30)))
    assert arena.run("read_descriptor", policy=policy).value


def test_the_root_holds_what_the_policy_names_and_nothing_else(arena):
    """Is only the way to the work folder there where it is, and nothing beside the course?"""
    assert arena.run("list_folder", str(arena.folder)).value == ["work"]
    course = arena.run("list_folder", str(COURSE.parent)).value
    assert "grader" in course
    assert not {"solutions", "gradebook.db", "tests", ".git"}.intersection(course)


def test_honest_work_goes_on(arena):
    """Are the work folder, a terminal, shared memory and programs there to be used?"""
    outcome = arena.run("work")
    assert outcome.value == ["hello", str(arena.work), str(arena.work)]
    assert (outcome.code, outcome.reason) == (0, None)
    assert (arena.work / "renamed").read_bytes() == b"forged"
