"""`show_code`: the source of what an experiment runs."""

import functools
import inspect

import pytest

from grader.lab import show_code, statistics


def test_a_function_is_shown_whole():
    """Is it the function's own source, and named?"""
    note = show_code(statistics.half_width)
    assert note.code == inspect.getsource(statistics.half_width).rstrip()
    assert note.title == "half_width (grader.lab.statistics)"
    assert "t.ppf(0.975" in note._repr_html_()


def test_what_is_wrapped_is_shown_itself():
    """Does a decorator not hide what was decorated?"""
    assert "t.ppf(0.975" in show_code(functools.cache(statistics.half_width)).code


def test_a_module_is_shown():
    """Can a whole module be read?"""
    assert show_code(statistics).code == inspect.getsource(statistics).rstrip()


def test_a_method_begins_at_the_margin():
    """Is the indentation of a class taken off?"""

    class Own:
        def method(self):
            return 1

    assert show_code(Own.method).code.startswith("def method")


@pytest.mark.parametrize("thing", [len, 5, "half_width"])
def test_what_has_no_source_gets_a_sentence(thing):
    """Is it said what was expected and what came?"""
    with pytest.raises(TypeError, match="Expected a function, class or module written in Python"):
        show_code(thing)
