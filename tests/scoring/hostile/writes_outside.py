"""See hostility.py for what a case is."""

CASE = "files are made in the course, the checkout, the environment, the home folder and /tmp"


def attack(homework):
    homework.wrong()
    homework.add("""
        import sys, sysconfig

        places = [COURSE, HOME, REPOSITORY, f"{REPOSITORY}/grader", f"{COURSE}/submitted/grace"]
        places += [f"{COURSE}/autograded", "/tmp", "/var/tmp", "/dev/shm", "/usr/local/bin", "/"]
        places += [sysconfig.get_paths()["purelib"], os.path.dirname(sys.executable), "..", "../.."]
        for place in places:
            attempt(lambda: os.makedirs(f"{place}/{TOKEN}-folder"))
            attempt(lambda: open(f"{place}/{TOKEN}", "w").write("x"))
            attempt(lambda: os.rename(f"{place}", f"{place}-{TOKEN}"))
        attempt(lambda: open(f"{COURSE}/gradebook.db", "r+b").write(b"x" * 100))
        attempt(lambda: os.unlink(f"{COURSE}/gradebook.db"))
        attempt(lambda: os.chmod(COURSE, 0o777))
    """)
