"""An answer over a socket: it is asked as over pipes, and cannot keep a check waiting."""

import socket
import threading

import numpy as np
import pytest

from grader.exercises import find
from grader.judge import judge
from grader.reference.start import standardize
from grader.remote import exchange
from grader.remote.errors import Lost
from grader.remote.responder import Responder
from grader.remote.socket_process import SocketProcess, serve
from grader.remote.wire import HEADER, pack
from grader.student import Student

LONG = 60.0


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def asked(pair):
    """Ask the names of a dict, which are answered in a thread."""
    threads = []

    def start(names):
        thread = threading.Thread(target=serve, args=(Responder(names), pair[1]))
        thread.start()
        threads.append(thread)
        return SocketProcess(pair[0], LONG, LONG)

    yield start
    SocketProcess(pair[0], LONG, LONG).close()
    for thread in threads:
        thread.join()


def test_a_right_answer_at_the_other_end_passes(asked):
    """Does a check come to the same over a socket?"""
    student = Student(asked({"standardize": standardize}), "standardize")
    assert judge(find("standardize"), student).status == "passed"


def test_large_arrays_go_both_ways(asked):
    """Does more than a socket holds pass, in the request and in the reply?"""
    array = np.arange(2**20, dtype=float)
    assert np.array_equal(Student(asked({"same": lambda x: x}), "same")(array), array)


def _verdict(connection, timeout=0.3, deadline=0.3):
    asked = SocketProcess(connection, timeout, deadline)
    return judge(find("standardize"), Student(asked, "standardize"), seed=1)


@pytest.mark.parametrize(
    "sent", [b"", b"\0" * 5, HEADER.pack(2**60, 1), HEADER.pack(10, 10), b"x" * 999]
)
def test_bytes_that_are_no_reply_cost_the_points(pair, sent):
    """Is silence or nonsense at the other end an end without points?"""
    pair[1].sendall(sent)
    verdict = _verdict(pair[0])
    assert (verdict.status, verdict.score) == ("error", 0.0)


def test_a_request_that_nobody_reads_is_given_up(pair):
    """Does the time limit hold while a request is written, too?"""
    student = Student(SocketProcess(pair[0], 0.3, LONG), "f")
    with pytest.raises(Lost, match=r"longer than 0\.3 seconds"):
        student(np.zeros(2**22))


def test_a_closed_socket_is_an_end(pair):
    """Is an answer whose process ended lost, at each request?"""
    pair[1].close()
    student = Student(SocketProcess(pair[0], LONG, LONG), "f")
    for _ in range(2):
        with pytest.raises(Lost, match="ended"):
            student()


def test_all_requests_together_have_a_limit(pair):
    """Do many slow replies end at the deadline, though none takes too long?"""
    process = SocketProcess(pair[0], LONG, 0.3)
    process._spent = 0.29
    with pytest.raises(Lost, match=r"all its calls together took longer than 0\.3 seconds"):
        Student(process, "f")()


def test_all_replies_together_have_a_limit(pair, monkeypatch):
    """Do many large replies end at a total, though none is too large?"""
    reply = {"value": np.zeros(100), "printed": "", "warned": [], "changed": []}
    frame = pack(reply | {"global_draws": False, "generators": []})
    monkeypatch.setattr(exchange, "MAX_TOTAL", 3 * len(frame))
    student = Student(SocketProcess(pair[0], LONG, LONG), "f")
    pair[1].sendall(frame * 4)
    for _ in range(3):
        student()
    with pytest.raises(Lost, match="all together"):
        student()
