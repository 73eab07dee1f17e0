"""After a press of Autograde, what scoring needed ends when it is not needed any more."""

import threading

from grader.nbgrader_plugin.idle import Hosts


class FakeHost:
    """Notes when it is closed."""

    def __init__(self, folder):
        self.folder, self.closed = folder, threading.Event()

    def close(self):
        self.closed.set()


def make(tmp_path):
    """Makes hosts, and lists those that were made."""
    made = []

    def one(sandbox):
        made.append(FakeHost(tmp_path))
        return made[-1]

    return one, made


def test_it_is_kept_for_the_next_submission_and_ends_after_the_last(tmp_path):
    """Is one host enough for two submissions, and has it ended some time after?"""
    one, made = make(tmp_path)
    hosts = Hosts(one, patience=0.05)
    with hosts.use(True) as first:
        pass
    with hosts.use(True) as second:
        assert not second.closed.wait(0.3)  # however long it takes
    assert made[0].closed.wait(30)
    assert first is second or first.closed.is_set()
    with hosts.use(True) as third:
        assert not third.closed.is_set()


def test_each_kind_has_its_own(tmp_path):
    """Is a host without a sandbox never lent to who asks for one?"""
    one, made = make(tmp_path)
    hosts = Hosts(one, patience=60)
    with hosts.use(True) as confined:
        pass
    with hosts.use(False) as free:
        assert free is not confined
    with hosts.use(True) as again:
        assert again is confined
    assert len(made) == 2
