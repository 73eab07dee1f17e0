"""See hostility.py for what a case is."""

from mangling import FIFO, ROOT, Link

CASE = "links in the folder lead to solutions, the gradebook and another student's work"


def attack(homework):
    homework.wrong()
    course = homework.world.course
    homework.files = {
        "solutions": Link(ROOT / "solutions"),
        "reference.py": Link(ROOT / "grader" / "reference" / "dropout.py"),
        "gradebook.db": Link(course / "gradebook.db"),
        "other": Link(course / "submitted" / "grace"),
        "pipe": FIFO,
        "itself": Link("."),
    }
    homework.add("""
        import glob
        attempt(glob.glob, "**", )
        for name in ("reference.py", "gradebook.db", "other/03_dropout/03_dropout.ipynb"):
            attempt(lambda name=name: open(name, "rb").read())
            attempt(lambda name=name: os.symlink(f"{COURSE}/{name}", "made"))
            attempt(lambda: open("made", "rb").read())
            os.path.lexists("made") and os.unlink("made")
    """)
