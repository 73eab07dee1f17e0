"""See hostility.py for what a case is."""

CASE = "grades are written into the gradebook, by relative and absolute paths"


def attack(homework):
    homework.wrong()
    homework.add("""
        import sqlite3

        for path in ("../../../gradebook.db", "../gradebook.db", f"{COURSE}/gradebook.db"):
            def change():
                with sqlite3.connect(path) as base:
                    base.execute("UPDATE grade SET auto_score = 1000")
                    return base.execute("SELECT * FROM grade").fetchall()
            attempt(change)
    """)
