"""See hostility.py for what a case is."""

CASE = "the disk is walked for the course, for gradebooks and for whatever is in the home folder"


def attack(homework):
    homework.wrong()
    homework.add("""
        import glob, shutil, subprocess

        for top in (COURSE, HOME, REPOSITORY, f"{REPOSITORY}/grader/reference", "/root", "/home"):
            attempt(os.listdir, top)
        for path in (f"{HOME}/.secret", f"{COURSE}/gradebook.db", f"{COURSE}/gradebook.db-wal",
                     f"{COURSE}/solutions/03_dropout/03_dropout.ipynb", "/etc/shadow",
                     f"{COURSE}/submitted/grace/03_dropout/03_dropout.ipynb"):
            for way in ("", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../../.."):
                attempt(lambda path=way + path: open(path, "rb").read(20_000))
            attempt(lambda path=path: os.link(path, "hard"))
            attempt(lambda path=path: shutil.copy(path, "copy"))
        attempt(subprocess.check_output, f"cat {HOME}/.secret; cat {COURSE}/gradebook.db", )
        attempt(glob.glob, f"{COURSE}/**/*")
    """)
    homework.add("!cat {HOME}/.secret {COURSE}/gradebook.db; env; ls -la / {COURSE} {HOME}")
