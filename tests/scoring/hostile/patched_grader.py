"""See hostility.py for what a case is."""

CASE = "every function of the grader's that can be imported returns full points"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("""
        import importlib, sys
        import grader

        class Full:
            score = points = 3.0
            __init__ = lambda self, *a, **k: None
            __call__ = __getattr__ = lambda self, *a, **k: self
            __repr__ = _repr_html_ = lambda self: "3.0"

        names = ("judge", "verdict", "student", "criteria", "exercise", "lab.cards", "notebook")
        for name in names:
            try:
                module = importlib.import_module("grader." + name)
            except Exception as error:
                print(type(error).__name__)
                continue
            for member in list(vars(module)):
                if not member.startswith("__"):
                    setattr(module, member, Full())
        check = grader.check = Full()
        sys.modules["grader"] = sys.modules["grader.judge"] = Full()
    """)
