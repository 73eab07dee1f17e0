"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "the work folder is left full of links, pipes, closed folders and deep paths"
EXPECTED = ALL_RIGHT


def attack(homework):
    homework.add("""
        os.symlink("/", "all")
        os.symlink(COURSE, "course")
        os.mkfifo("pipe")
        for number in range(200):
            open(f"f{number}\\n", "w").close()
        os.makedirs("closed/within")
        open("closed/within/file", "w").close()
        os.chmod("closed", 0)
        here = os.open(".", os.O_RDONLY)
        for _ in range(25):
            os.mkdir("d" * 100)
            os.chdir("d" * 100)
        os.fchdir(here)
        os.chmod(".", 0o500)
    """)
