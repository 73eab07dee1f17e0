"""The command `course`: what a learner types and reads."""

import subprocess
import sys

from grader.learner import jupyter, progress_file


def test_lab_prepares_the_folder_before_it_starts(run, mine, monkeypatch):
    """Are lessons and progress file there when JupyterLab opens, with the options as typed?"""
    seen = {}

    def start(folder, port, browser):
        seen.update(port=port, browser=browser, files={p.name for p in folder.iterdir()})
        return 0

    monkeypatch.setattr(jupyter, "start", start)
    code, output, _ = run("lab", "--no-browser", "--port", "9001")
    assert code == 0
    assert {"00_start_here", "03_dropout", progress_file.NAME} <= seen["files"]
    assert (seen["port"], seen["browser"]) == (9001, False)
    assert str(mine) in output


def test_reset_says_where_the_work_went(run, mine):
    """Can the learner find the backup from what is printed?"""
    run("update")
    code, output, _ = run("reset", "dropout")
    (backup,) = (mine / "backups").iterdir()
    assert code == 0
    assert str(backup) in output


def test_reset_of_an_unknown_lesson_changes_nothing(run, mine):
    """One sentence with the lessons' names, a non-zero exit, and every file as it was."""
    run("update")
    before = sorted((p, p.stat().st_mtime_ns) for p in mine.rglob("*"))
    code, output, error = run("reset", "9")
    assert (code, output) == (1, "")
    assert "00_start_here, 03_dropout" in error
    assert len(error.splitlines()) == 1
    assert sorted((p, p.stat().st_mtime_ns) for p in mine.rglob("*")) == before


def test_update_names_what_changed_and_what_to_type(run, release):
    """Does the learner read which command takes the new version?"""
    _, first, _ = run("update")
    assert "up to date" in first
    release("03_dropout", "dropout, second version")
    _, second, _ = run("update")
    assert "course reset 03_dropout" in second
    assert "00_start_here" not in second


def test_status_lists_every_exercise_with_the_best_score(run, mine, monkeypatch):
    """Does the table show what the file says, and exercises nobody tried?"""
    from grader.exercises import all_exercises

    monkeypatch.setenv("COLUMNS", "120")
    exercises = all_exercises()
    points = exercises["standardize"].points
    progress_file.record(mine, "standardize", "passed", points, points)
    code, output, _ = run("status")
    assert code == 0
    assert all(name in output for name in exercises)
    (line,) = (line for line in output.splitlines() if "standardize" in line)
    assert "passed" in line
    assert f"{points:g} of {points:g}" in line
    assert output.count("not attempted") == len(exercises) - 1


def test_a_refused_build_is_one_sentence(run, monkeypatch):
    """Does a BuildError end as its sentence on standard error with exit code 1?"""
    from grader import build

    def refuse(root, lessons):
        raise build.BuildError(f"{lessons[0]}: cell 4 has no check")

    monkeypatch.setattr(build, "run", refuse)
    code, _, error = run("build", "03_dropout")
    assert (code, error) == (1, "course: 03_dropout: cell 4 has no check")


def test_an_unwritable_folder_is_one_sentence(run, mine, monkeypatch):
    """A system error names the file and the reason, without a traceback."""
    (mine / "03_dropout").write_text("a file where a folder belongs")
    code, _, error = run("update")
    assert code == 1
    assert str(mine / "03_dropout") in error
    assert "Traceback" not in error


def test_help_imports_nothing_heavy():
    """`course --help` answers without TensorFlow, JupyterLab or plots."""
    heavy = "{'tensorflow', 'keras', 'jupyterlab', 'matplotlib', 'sklearn', 'nbgrader'}"
    code = f"import sys; import grader.cli; print({heavy} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "set()"
