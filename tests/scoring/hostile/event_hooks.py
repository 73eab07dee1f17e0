"""See hostility.py for what a case is."""

CASE = "hooks before and after each cell show its text and what is to be seen from there"


def attack(homework):
    homework.wrong()
    homework.add("""
        import inspect

        def spy(info):
            print("SPY", getattr(info, "raw_cell", None) or info.info.raw_cell)
            for frame in inspect.stack():
                print(list(frame.frame.f_locals)[:20], list(frame.frame.f_globals)[:20])

        for event in ("pre_run_cell", "post_run_cell"):
            get_ipython().events.register(event, spy)
    """)
