"""Without PyTorch a module's class can still be defined."""

import importlib
import sys

from grader.lab import torch_or_stub


def test_without_pytorch_there_is_a_stand_in(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    absent = importlib.reload(torch_or_stub)
    try:

        class Net(absent.nn.Module):
            def __init__(self):
                super().__init__()

        assert absent.torch is None
        assert isinstance(Net(), absent.nn.Module)
    finally:
        monkeypatch.undo()
        importlib.reload(torch_or_stub)
