"""See hostility.py for what a case is."""

CASE = "the memory of the fork and of all other processes is searched for references"


def attack(homework):
    homework.wrong()
    homework.add("""
        import re

        def search(pid):
            # Written so that this text is no find itself.
            wanted = (b"PLANTED-IN-TH[E]", b"single weights, whole channel[s]")
            found = []
            with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
                for line in maps:
                    start, end = (int(n, 16) for n in line.split()[0].split("-"))
                    if " rw" not in line or end - start > 2**26:
                        continue
                    try:
                        memory.seek(start)
                        content = memory.read(end - start)
                    except OSError:
                        continue
                    for match in (m for text in wanted for m in re.finditer(text, content)):
                        found.append(content[max(0, match.start() - 50) : match.end() + 50])
            return found

        for pid in ("self", "1", str(os.getppid())):
            attempt(search, pid)
    """)
