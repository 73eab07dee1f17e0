"""Cell ids: valid, unique, and as stable as diffs and learners' notebooks need them."""

import re

from grader.build.lesson import read_lesson


def ids(course):
    return [cell.id for cell in read_lesson(course.root, course.name).cells]


def test_ids_are_valid_and_unique(course):
    """Does every cell have an id that the notebook format allows?"""
    found = ids(course)
    assert all(re.fullmatch(r"[a-zA-Z0-9-_]{1,64}", cell_id) for cell_id in found)
    assert len(set(found)) == len(found) == 6


def test_the_cells_of_an_exercise_are_called_after_it(course):
    """Can an answer be found by its exercise's id?"""
    assert ids(course)[3:5] == ["double", "double_check"]


def test_editing_a_cell_changes_no_other_id(course):
    """Does an edit leave the ids of all other cells as they were?"""
    before = ids(course)
    course.replace("# # Doubling", "# # Twice")
    after = ids(course)
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_a_new_cell_changes_no_other_id(course):
    """Does a cell that is put in between leave the ids of all others as they were?"""
    before = ids(course)
    course.replace("# %% [markdown]\n# ## The", "# %%\nprint(1)\n\n# %% [markdown]\n# ## The")
    after = ids(course)
    assert after[:2] + after[3:] == before


def test_equal_cells_get_different_ids(course):
    """Are two cells of the same text told apart?"""
    course.replace("# %% [markdown]\n# ## The", "# %%\n\n# %%\n\n# %% [markdown]\n# ## The")
    assert len(set(ids(course))) == 8
