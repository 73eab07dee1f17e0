"""The side of the course's own answers, which are called far more often than a learner's."""

from grader import surroundings
from grader.remote.models import graph_of
from grader.remote.plain import Model, OwnModel
from grader.remote.responder import Responder, nothing_yet


class Unwatched(Responder):
    """Answers requests without telling what was printed, warned of or drawn from elsewhere.

    Watching for all that takes as long as a short answer. Whoever asks many of them silences them
    all at once, with `grader.quiet.silenced`.
    """

    def ask(self, request):
        """Answer one request."""
        reply = nothing_yet()
        with surroundings.of_learner():
            self.answer(request, reply)
        return reply

    def _keep(self, value):
        kept = super()._keep(value)
        if not isinstance(kept, Model):
            return kept
        return OwnModel(**vars(kept), itself=graph_of(value))
