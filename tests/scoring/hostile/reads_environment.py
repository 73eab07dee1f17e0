"""See hostility.py for what a case is."""

CASE = "variables and processes are searched for what the grader was started with"


def attack(homework):
    homework.wrong()
    homework.add("""
        attempt(lambda: dict(os.environ))
        for pid in ["self", "1", "2", str(os.getppid()), *filter(str.isdigit, os.listdir("/proc"))]:
            for name in ("environ", "cmdline", "mountinfo", "maps", "status"):
                attempt(lambda: open(f"/proc/{pid}/{name}", "rb").read(20_000))
        for number in range(3, 60):
            attempt(lambda: (os.readlink(f"/proc/self/fd/{number}"), os.pread(number, 1000, 0)))
    """)
    homework.add("%env")
