"""What is said of a machine that offers too little."""

import platform
import subprocess
import sys
from types import SimpleNamespace

import pytest

from grader.sandbox.probing import OVERRIDE, missing, probe


def last_words(findings):
    *earlier, last = findings
    assert all(finding.offered for finding in earlier)
    assert not last.offered
    assert last.words in missing(findings)
    return last.words


@pytest.mark.skipif(sys.platform != "linux", reason="the sandbox needs Linux")
def test_this_machine_offers_what_is_needed(able):
    """Does the trial confine a process here, where all the other tests do?"""
    findings = probe()
    assert [finding.name for finding in findings] == ["system", "landlock", "confinement"]
    assert missing(findings) is None


def test_another_system_than_linux_is_too_little(monkeypatch):
    """Is the reason the system, and the way to override it told?"""
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    findings = probe()
    assert last_words(findings) == "The sandbox needs Linux; this is Darwin."
    assert f"with all the rights that you have, add {OVERRIDE}." in missing(findings)


@pytest.mark.parametrize(
    ("version", "words"),
    [(5, "this kernel has version 5"), (-1, "this kernel has none, or it is switched off")],
)
def test_an_old_landlock_is_too_little(monkeypatch, version, words):
    """Is it said what is needed and what was found?"""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    stand_in = SimpleNamespace(landlock_abi_version=lambda: version)
    monkeypatch.setitem(sys.modules, "sandlock", stand_in)
    assert words in last_words(probe())


def test_a_missing_package_is_too_little(monkeypatch):
    """Is it named?"""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setitem(sys.modules, "sandlock", None)
    assert "sandlock cannot be imported" in last_words(probe())


def test_a_trial_that_fails_is_too_little(monkeypatch):
    """Is the kernel's refusal passed on, where all else is there?"""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setitem(sys.modules, "sandlock", SimpleNamespace(landlock_abi_version=lambda: 7))
    refused = subprocess.CompletedProcess([], 1, "", "warning\nunshare: Operation not permitted")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: refused)
    assert last_words(probe()).startswith("unshare: Operation not permitted.")
