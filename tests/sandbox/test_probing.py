"""What is said of a machine that offers too little."""

import platform
import subprocess
import sys

import pytest

from grader.sandbox import landlock, probing
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


@pytest.mark.parametrize("release", ["4.18.0-553.el8_10.x86_64", "5.10.0-28-amd64"])
def test_an_old_linux_is_too_little(monkeypatch, release):
    """Is it said which is needed and which there is?"""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "release", lambda: release)
    assert last_words(probe()) == f"The sandbox needs Linux 5.12 or newer; this is {release}."


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (0, "This kernel has no Landlock, so others hold back alone (files: a root of its own"),
        (4, "has Landlock in version 4 only, so others hold back alone (devices: "),
        (6, "Landlock is there in version 6."),
    ],
)
def test_an_older_landlock_will_do(monkeypatch, version, words):
    """Is it said what is lacking and what replaces it?"""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(landlock, "version", lambda: version)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0))
    findings = probe()
    assert missing(findings) is None
    assert words in findings[1].words


@pytest.fixture
def refused(monkeypatch, tmp_path):
    """A machine on which a process cannot be confined, for user 1000."""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    trial = subprocess.CompletedProcess([], 1, "", "warning\nunshare: Operation not permitted")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: trial)
    monkeypatch.setattr(probing.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(probing, "CONTAINERS", ())
    return tmp_path


def test_a_trial_that_fails_is_too_little(refused):
    """Is the kernel's refusal passed on, where all else is there?"""
    assert last_words(probe()).startswith("unshare: Operation not permitted.")


def test_a_container_is_told_what_to_switch_on(refused, monkeypatch):
    """Are its options named?"""
    monkeypatch.setattr(probing, "CONTAINERS", (str(refused),))
    said = last_words(probe())
    assert "This is a container" in said
    assert "--security-opt systempaths=unconfined" in said


def test_a_setting_that_forbids_namespaces_is_named(refused, monkeypatch):
    """Is the command told that allows them, as Ubuntu 24.04 needs it?"""
    (refused / "setting").write_text("1\n")
    _, forbidding, key, allowing = probing.SWITCHES[0]
    switch = (str(refused / "setting"), forbidding, key, allowing)
    monkeypatch.setattr(probing, "SWITCHES", (switch,))
    said = last_words(probe())
    assert "`sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`" in said
