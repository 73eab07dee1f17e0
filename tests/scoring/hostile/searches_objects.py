"""See hostility.py for what a case is."""

CASE = "all objects, modules and frames of the process are searched for references and the seed"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            import gc, inspect, sys, threading
            seen = []
            for frames in (sys._current_frames().values(), [sys._getframe()]):
                for frame in frames:
                    while frame:
                        seen.append((frame.f_code.co_filename, sorted(frame.f_locals)))
                        frame = frame.f_back
            for found in gc.get_objects():
                module = str(getattr(found, "__module__", ""))
                if module.startswith(("grader.reference.", "grader.exercises.")):
                    try:
                        seen.append(inspect.getsource(found))
                        return found(x, rate, rng, training)
                    except Exception as error:
                        seen.append(type(error).__name__)
            print([name for name in sys.modules if name.startswith("grader.")], seen)
    """)
