"""Modules of other projects, with names that Python, its packages and the course have already."""

NAMES = (
    "random",
    "json",
    "threading",
    "socket",
    "tempfile",
    "multiprocessing",
    "numpy",
    "scipy",
    "tensorflow",
    "keras",
    "IPython",
    "dask",
    "distributed",
    "sqlalchemy",
    "rich",
    "nbformat",
)


def fill(folder):
    """Put them into a folder, with a package grader: importing any fails."""
    (folder / "grader").mkdir(parents=True)
    for name in (*NAMES, "grader/__init__"):
        (folder / f"{name}.py").write_text(f"raise RuntimeError('another {name}')\n")
    return folder
