"""What `confine` refuses, what a policy says and where things come to lie in the new root."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from grader.sandbox import root, standard
from grader.sandbox.confinement import CannotConfine, confine
from grader.sandbox.policy import Limits, Policy
from grader.scoring.settings import Settings


def confined(code):
    """Run Python code that confines its own process; return its exit code and all that it said."""
    script = (
        "import sys\n"
        "from grader.sandbox.confinement import CannotConfine, confine\n"
        "from grader.sandbox.standard import standard_policy\n"
        f"{code}"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["grader.reference.dropout", "grader.exercises.dropout"])
def test_a_process_that_knows_the_answers_is_not_confined(tmp_path, module):
    """Is it refused, with the module named?"""
    code, said = confined(f"import {module}\nconfine(standard_policy({str(tmp_path)!r}))")
    assert code
    assert f"knows the right answers: it imported {module.rpartition('.')[0]}" in said


@pytest.mark.parametrize(
    "text", ["", "[]", '{"work": "/tmp"}', Policy("/nowhere/at/all").to_json()]
)
def test_a_policy_that_cannot_be_applied_is_refused(text):
    """Is it an exception before anything has happened?"""
    known = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_secret(name)}
    before = os.getpid(), os.stat("/proc/self/ns/user").st_ino
    try:
        with pytest.raises(CannotConfine):
            confine(text)
    finally:
        sys.modules.update(known)
    assert (os.getpid(), os.stat("/proc/self/ns/user").st_ino) == before


def _is_secret(name):
    return name.startswith(("grader.reference", "grader.exercises."))


def test_a_process_with_threads_is_confined_without_them(tmp_path):
    """Does a cold start work, in which NumPy has made threads?"""
    code, said = confined(
        "import os, threading, time\n"
        "threading.Thread(target=time.sleep, args=(5,), daemon=True).start()\n"
        f"confine(standard_policy({str(tmp_path)!r}))\n"
        "print(len(os.listdir('/proc/self/task')), os.getpid())\n"
        "sys.stdout.flush()\n"
        "os._exit(5)\n"
    )
    assert (code, said) == (5, "1 2\n")


def test_a_policy_travels_as_json():
    """Does it come back as it went, and is an unknown entry no policy?"""
    policy = Policy("/w", ("/usr",), ("/usr/x",), {"A": "ä"}, (0, 7), Limits(memory=5, wall=0.5))
    assert Policy.from_json(policy.to_json()) == policy
    with pytest.raises(TypeError):
        Policy.from_json(policy.to_json().replace('"work"', '"wrok"'))
    with pytest.raises(TypeError):
        Policy.from_json(policy.to_json().replace('"memory"', '"memroy"'))


def test_the_standard_policy_hands_on_no_secret(tmp_path, monkeypatch):
    """Are only variables handed on that set up libraries, and all folders its own?"""
    monkeypatch.setenv("API_TOKEN", "x")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    policy = standard.standard_policy(tmp_path, limits=Limits(wall=1))
    assert "API_TOKEN" not in policy.environment
    assert policy.environment["OMP_NUM_THREADS"] == "1"
    assert policy.environment["HOME"] == policy.work == str(tmp_path.resolve())
    assert policy.limits.wall == 1


@pytest.fixture
def files(tmp_path):
    """A package with a part to hide, reached by its own path and through a link."""
    (tmp_path / "real" / "lib" / "answers").mkdir(parents=True)
    (tmp_path / "real" / "file").touch()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "work").mkdir()
    return tmp_path.resolve()


def test_what_is_hidden_is_hidden_wherever_it_would_be_seen(files):
    """Is it covered under the link's name too?"""
    policy = Policy(
        str(files / "work"),
        readable=(str(files / "link"), str(files / "real" / "lib")),
        hidden=(str(files / "real" / "lib" / "answers"),),
    )
    plan = root.plan(policy)
    assert set(plan.covered) == {str(files / n / "lib" / "answers") for n in ("link", "real")}
    assert dict(plan.readable) == {str(files / n): str(files / "real") for n in ("link", "real")}


def test_a_hidden_file_cannot_be_read(tmp_path):
    """Is a single file hidden too, and what is beside it not?"""
    (tmp_path / "work").mkdir()
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "open").write_text("open")
    policy = f"standard_policy({str(tmp_path / 'work')!r})"
    code, said = confined(
        "from dataclasses import replace\n"
        f"policy, folder = {policy}, {str(tmp_path)!r}\n"
        "readable = (*policy.readable, folder + '/open', folder)\n"
        "confine(replace(policy, readable=readable, hidden=(folder + '/secret',)))\n"
        "print(open(folder + '/open').read())\n"
        "try:\n"
        "    print(open(folder + '/secret').read())\n"
        "except PermissionError:\n"
        "    print('refused')\n"
    )
    assert (code, said) == (0, "open\nrefused\n")


def test_a_path_that_is_not_there_is_refused(files):
    """Must a policy name nothing but what exists?"""
    policy = Policy(str(files / "work"), readable=(str(files / "real" / "file"),))
    assert root.plan(policy).readable
    for changes in ({"work": str(files / "none")}, {"hidden": (str(files / "none"),)}):
        with pytest.raises(FileNotFoundError):
            root.plan(replace(policy, **changes))


@pytest.mark.parametrize(("processors", "seconds"), [(1, 900), (2, 900), (64, 28_800)])
def test_a_training_on_many_threads_does_not_use_the_time_up(monkeypatch, processors, seconds):
    """Is half as much left for answers as the student's own cells may take on all processors?"""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(processors), raising=False)
    assert Limits().cpu == seconds
    assert Limits().cpu >= 1.5 * processors * Settings().own
