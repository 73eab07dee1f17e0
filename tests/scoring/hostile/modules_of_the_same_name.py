"""See hostility.py for what a case is."""

CASE = "modules of the grader's and of libraries' names lie beside the notebook and in its folder"
EVIL = "def __getattr__(name):\n    return lambda *a, **k: 3.0\n"


def attack(homework):
    homework.wrong()
    names = ("grader", "numpy", "json", "socket", "struct", "zipfile", "keras", "sitecustomize")
    homework.files = {f"{name}.py": EVIL.encode() for name in names}
    homework.files |= {f"{name}/__init__.py": EVIL.encode() for name in ("tensorflow", "grader")}
    homework.add(f"""
        import pathlib, sys
        for name in {names!r}:
            pathlib.Path(name + ".py").write_text({EVIL!r})
            pathlib.Path(name).mkdir()
            pathlib.Path(name, "__init__.py").write_text({EVIL!r})
        sys.path.insert(0, "")
        sys.path.insert(0, os.getcwd())
    """)
