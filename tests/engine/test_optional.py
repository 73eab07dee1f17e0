"""An exercise that needs a package which is not there costs nothing."""

import sys

from grader import check
from grader.lab.cards import verdict_card


def test_without_pytorch_its_exercise_is_left_out(monkeypatch):
    """Is DropoutNet neither wrong nor worth a point where PyTorch is missing?"""
    monkeypatch.setitem(sys.modules, "torch", None)

    class DropoutNet:
        def __init__(self):
            raise NotImplementedError

    verdict = check(DropoutNet)
    assert (verdict.status, verdict.score, verdict.points) == ("not attempted", 0.0, 0.0)
    assert "torch is not installed" in verdict.message
    assert "points" not in verdict_card(verdict)
