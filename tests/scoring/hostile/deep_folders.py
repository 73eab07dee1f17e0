"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "the work folder is left with folders in folders, more than Python calls within calls"
EXPECTED = ALL_RIGHT


def attack(homework):
    homework.add("""
        here = os.open(".", os.O_RDONLY)
        for _ in range(1900):
            os.mkdir("d")
            os.chdir("d")
        open("file", "w").close()
        os.fchdir(here)
    """)
