"""The side of the course's own answers, which are called far more often than a learner's."""

import contextlib
import io

from grader import surroundings
from grader.remote.responder import Responder, nothing_yet


class Unwatched(Responder):
    """Answers requests without telling what was printed, warned of or drawn from elsewhere.

    Watching for all that takes as long as a short answer.
    """

    def ask(self, request):
        """Answer one request."""
        reply, printed = nothing_yet(), io.StringIO()
        with (
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            surroundings.of_learner(),
        ):
            self.answer(request, reply)
        return reply
