"""See hostility.py for what a case is."""

CASE = "comparisons of numpy and of Python are patched to be true"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import builtins, json, math, numpy.testing

        for module in (np, np.testing, math, builtins):
            for name in ("allclose", "isclose", "array_equal", "all", "any", "abs"):
                hasattr(module, name) and setattr(module, name, lambda *a, **k: True)
        np.random.default_rng = lambda *a: None
        np.ndarray, np.testing = object, None
        isinstance_, builtins.isinstance = builtins.isinstance, lambda *a: True
        builtins.isinstance = isinstance_
        json.dumps = lambda *a, **k: "3.0"
    """)
