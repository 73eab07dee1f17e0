"""How long an answer is asked: a slow one on fewer sets of inputs, so that it has time for each."""

from grader.remote.socket_process import SocketProcess

SLOW = 1 / 5
"""Share of a check's time after which no further set is begun."""


class Patient(SocketProcess):
    """A student's process, asked for one check.

    Parameters
    ----------
    connection : socket.socket
    seconds : float
        That all its answers together may take.
    """

    def __init__(self, connection, seconds):
        super().__init__(connection, seconds, seconds)

    def goes_on(self):
        """Whether it still answers, and has not taken long so far."""
        return self._lost is None and self._spent < SLOW * self.deadline
