"""`course doctor` tells what is wrong and what to type, check by check."""

import importlib.metadata
import subprocess
from pathlib import Path

import pytest

from grader.learner import CourseError, doctor
from grader.sandbox import probing
from grader.warm import places


def test_a_package_that_is_too_old_is_named(monkeypatch):
    """Does the learner read which version is needed and which is there?"""
    real = importlib.metadata.version
    monkeypatch.setattr(doctor, "version", lambda name: "1.26" if name == "numpy" else real(name))
    with pytest.raises(CourseError, match=r"numpy>=2 is needed, 1\.26 is installed"):
        doctor.check_packages()


def test_a_package_that_is_missing_is_named(monkeypatch):
    """Is it the package that is named, not an ImportError?"""

    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor, "version", missing)
    with pytest.raises(CourseError, match="is not installed: run `make lab`"):
        doctor.check_packages()


def test_this_installation_has_what_the_course_needs():
    """Do the packages here satisfy pyproject.toml (optional ones are not asked for)?"""
    assert "as the course needs them" in doctor.check_packages()


@pytest.mark.parametrize(
    ("code", "stderr", "reason"),
    [(1, "Traceback\nImportError: no AVX", "no AVX"), (-4, "", "exit code -4")],
)
def test_a_tensorflow_that_breaks_is_told_with_its_reason(monkeypatch, code, stderr, reason):
    """An import that raises, or that ends the whole process, ends neither doctor nor its report."""
    broken = subprocess.CompletedProcess([], code, stdout="", stderr=stderr)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: broken)
    with pytest.raises(CourseError, match=reason):
        doctor.check_tensorflow()


def test_one_wrong_thing_makes_the_exit_code_1_and_the_rest_is_still_checked(monkeypatch, capsys):
    """Does the report go on after the first thing that is wrong?"""

    def wrong():
        raise CourseError("a is broken")

    monkeypatch.setattr(doctor, "check_packages", wrong)
    monkeypatch.setattr(doctor, "check_tensorflow", lambda: "b is fine")
    assert doctor.report() == 1
    printed = capsys.readouterr().out
    assert "WRONG a is broken" in printed
    assert "ok    b is fine" in printed


def test_a_machine_that_cannot_confine_is_no_trouble_for_a_learner(monkeypatch, capsys):
    """Is it told, and neither wrong nor an exit code?"""
    for name in ("check_packages", "check_tensorflow", "check_port", "check_closed"):
        monkeypatch.setattr(doctor, name, lambda: "fine")
    findings = (probing.Finding("landlock", False, "There is no Landlock."),)
    monkeypatch.setattr(probing, "probe", lambda: findings)
    assert doctor.report() == 0
    assert "note  To grade a class is another matter." in (printed := capsys.readouterr().out)
    assert "There is no Landlock." in printed


def test_a_machine_that_can_confine_is_told(monkeypatch):
    """Are the findings part of the report?"""
    findings = (probing.Finding("landlock", True, "Landlock is there."),)
    monkeypatch.setattr(probing, "probe", lambda: findings)
    assert doctor.describe_sandbox() == "  ok    To grade a class: Landlock is there."


def test_a_place_for_sockets_is_looked_for(monkeypatch, capsys):
    """Is it wrong, in one sentence, where there is none?"""
    assert doctor.check_place().startswith("Sockets go into private folders in /")
    for name in ("check_packages", "check_tensorflow", "check_port", "check_closed"):
        monkeypatch.setattr(doctor, name, lambda: "fine")
    monkeypatch.setattr(places, "candidates", lambda: [Path("/nowhere")])
    assert doctor.report() == 1
    assert (
        "WRONG /nowhere cannot be used (no place for sockets: set TMPDIR" in capsys.readouterr().out
    )
