"""PyTorch where it is installed; else a stand-in with which a module's class can be defined.

``from grader.lab.torch_or_stub import nn, torch``: without PyTorch, `torch` is None and `nn.Module`
is a plain class.
"""

from types import SimpleNamespace

try:
    import torch
    from torch import nn
except ImportError:
    torch = None
    nn = SimpleNamespace(Module=type("Module", (), {"__doc__": "Stands in for torch.nn.Module."}))

__all__ = ["nn", "torch"]
