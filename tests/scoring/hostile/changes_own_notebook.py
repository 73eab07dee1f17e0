"""See hostility.py for what a case is."""

CASE = "every notebook that is in reach is overwritten with full points"


def attack(homework):
    homework.wrong()
    homework.add("""
        import glob, json

        places = ("", "../", f"{COURSE}/", f"{HOME}/", f"{REPOSITORY}/solutions/")
        for place in places:
            for path in glob.glob(f"{place}**/*.ipynb", recursive=True):
                attempt(lambda: open(path, "w").write("{}"))
        for name in ("03_dropout.ipynb", "verdict.json", "outcome.json", ".grading.json"):
            attempt(lambda: open(name, "w").write(json.dumps({"score": 3.0})))
    """)
