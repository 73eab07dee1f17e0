"""The processes of a run talk to each other, and to nobody who has not the run's key."""

import gc
import os
import socket
import ssl
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import dask
import psutil
import pytest
from tls import trusting

from grader.classroom import cluster, credentials
from grader.classroom.assignment import digest_of_code
from grader.learner import CourseError

ONE_TASK = """
from grader.classroom import cluster
from grader.learner import CourseError
if __name__ == "__main__":
    try:
        with cluster.local(1) as client:
            print(client.submit(sum, (1, 2)).result(), client.scheduler.address)
    except CourseError as error:
        print(error)
"""


def listening():
    """Every port on which this process, or one that it started, listens."""
    family = [psutil.Process(), *psutil.Process().children(recursive=True)]
    found = [connection for each in family for connection in each.net_connections("inet")]
    return {c.laddr.port for c in found if c.status == psutil.CONN_LISTEN}


def greeting(port, context=None):
    """What a node says first to a caller, b"" where it hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as plain:
        try:
            connection = context.wrap_socket(plain) if context else plain
            connection.sendall(b"\0" * 64)
            return connection.recv(1)
        except (ssl.SSLError, ConnectionError):
            return b""


def strangers(folder):
    """How to come without the run's key: in the clear, with no certificate, with another run's."""
    without = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    without.check_hostname, without.verify_mode = False, ssl.CERT_NONE
    other = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    other.check_hostname, other.verify_mode = False, ssl.CERT_NONE
    security = credentials.make(folder)
    other.load_cert_chain(security.tls_client_cert, security.tls_client_key)
    return {"in the clear": None, "no certificate": without, "another run's": other}


def test_every_port_of_a_run_asks_for_its_key(tmp_path):
    """Is whoever comes without it hung up on, and whoever has it greeted?"""
    before = listening()
    with cluster.local(1) as run:
        known = ssl.create_default_context(cafile=run.security.tls_ca_file)
        known.check_hostname = False
        known.load_cert_chain(run.security.tls_client_cert, run.security.tls_client_key)
        workers = run.scheduler_info()["workers"]
        nodes = {urlsplit(a).port for each in workers.items() for a in (each[0], each[1]["nanny"])}
        nodes.add(urlsplit(run.scheduler.address).port)
        opened = listening() - before
        assert nodes <= opened
        for port in opened:
            assert greeting(port, known), port
            for name, context in strangers(tmp_path).items():
                assert not greeting(port, context), (port, name)
            for made in tmp_path.iterdir():
                made.unlink()


def test_the_key_is_for_its_owner_alone(processes):
    """Do its folder and its file let nobody else in, and is it made anew for each run?"""
    key = Path(processes.security.tls_client_key)
    assert key.stat().st_mode & 0o077 == key.parent.stat().st_mode & 0o077 == 0
    with cluster.local(1) as other:
        assert Path(other.security.tls_client_key).read_bytes() != key.read_bytes()
        theirs = Path(other.security.tls_client_key)
    assert not theirs.parent.exists()


def test_a_run_leaves_the_environment_as_it_was():
    """Can a kernel be started in this process afterwards, as formgrader's button does?"""
    before = dict(os.environ)
    with cluster.local(1) as run:
        assert run.submit(sum, (1, 2)).result() == 3
    assert dict(os.environ) == before


@pytest.fixture
def alone(tmp_path):
    """Run `ONE_TASK` in a process of its own, with these variables."""
    script = tmp_path / "one_task.py"
    script.write_text(ONE_TASK)

    def run(**variables):
        done = subprocess.run(
            [sys.executable, script], env=os.environ | variables, capture_output=True, text=True
        )
        return done.stdout + done.stderr

    return run


def test_the_users_settings_of_dask_change_nothing(alone, tmp_path):
    """Do a file and variables that would stop every cluster leave a run as it is?"""
    (tmp_path / "dask").mkdir()
    (tmp_path / "dask" / "mine.yaml").write_text(
        "temporary-directory: /proc/nowhere\n"
        "distributed:\n"
        "  nanny: {preload: [no_such_module]}\n"
        "  comm: {default-scheme: nothing, tls: {ciphers: NONE}}\n"
    )
    said = alone(
        DASK_CONFIG=str(tmp_path / "dask"),
        DASK_DISTRIBUTED__WORKER__PRELOAD="['no_such_module']",
        DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT="0s",
        DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION="true",
        DASK_DISTRIBUTED__COMM__DEFAULT_SCHEME="tls",
    )
    assert said.startswith("3 tls://127.0.0.1:")
    assert said.count("\n") == 1


def test_settings_that_cannot_be_read_are_named(alone, tmp_path):
    """Is it one sentence, with the file in it?"""
    (tmp_path / "broken.yaml").write_text("distributed: {")
    said = alone(DASK_CONFIG=str(tmp_path / "broken.yaml"))
    assert said.startswith("Dask cannot read its configuration")
    assert str(tmp_path / "broken.yaml") in said
    assert said.count("\n") == 1


def test_a_cluster_over_tls_is_used_with_dasks_configuration(processes):
    """Is the certificate taken from there, as docs/grading.md has it?"""
    address = processes.scheduler.address
    with cluster.existing(address, digest_of_code(), False) as client:
        assert client.submit(sum, (1, 2)).result() == 3


def refused(address):
    """Why a cluster is not used, which is one sentence."""
    with pytest.raises(CourseError) as caught, cluster.existing(address, digest_of_code(), False):
        pass
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_a_certificate_there_is_no_cluster(processes, tmp_path):
    """Is it said where one is configured, or which file cannot be used?"""
    nowhere = SimpleNamespace(tls_ca_file=None, tls_client_cert=None, tls_client_key=None)
    with dask.config.set(trusting(nowhere)):
        assert "docs/grading.md" in refused(processes.scheduler.address)
    nowhere.tls_ca_file, nowhere.tls_client_cert = str(tmp_path / "ca"), "c"
    with dask.config.set(trusting(nowhere)):
        assert f"look at {tmp_path / 'ca'}, c." in refused(processes.scheduler.address)


def test_a_scheduler_with_tls_is_not_reached_in_the_clear_or_with_another_key(
    processes, monkeypatch, tmp_path
):
    """Is either refused?"""
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    address = urlsplit(processes.scheduler.address).netloc
    assert "No Dask scheduler can be reached at tcp://" in refused(f"tcp://{address}")
    with dask.config.set(trusting(credentials.make(tmp_path))):
        assert "No Dask scheduler can be reached at tls://" in refused(f"tls://{address}")


def test_no_ctrl_c_is_lost(processes):
    """Does Dask leave Python's collector alone, in whose callbacks an interrupt is ignored?"""
    assert processes.scheduler_info()["workers"]
    assert [each for each in gc.callbacks if "distributed" in repr(each)] == []
