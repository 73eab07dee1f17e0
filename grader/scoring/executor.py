"""Run a notebook in its kernel; where there is a check, have the judge ask instead."""

import contextlib
import os
import select
import socket
import time

from nbformat.v4 import new_output

from grader.scoring import verdicts
from grader.scoring.conversation import Conversation, KernelLost
from grader.scoring.judge import JudgeLost

RESPOND = "__import__({module!r}, fromlist=['respond']).respond({path!r}, get_ipython().user_ns)"
MODULE = "grader.scoring.inside.responding"
TOO_MUCH = "It could not be judged: the judge ended over it, and so did another one."
TOO_LATE = "CellTimeoutError"
"""What nbclient calls the error of a cell that was stopped."""

ATTEMPTS = 2
"""How often a check is tried: that a judge ends may be nobody's fault."""


class Executor:
    """Runs the cells of one notebook.

    Parameters
    ----------
    kernel : grader.scoring.kernel.Kernel
    judge : grader.scoring.judge.Judge
    seed : str
        Of the assignment.
    """

    def __init__(self, kernel, judge, seed):
        self.kernel, self.judge, self.seed = kernel, judge, seed
        self.settings = kernel.settings

    def run(self, source, seconds=None):
        """Run a cell.

        Parameters
        ----------
        source : str
        seconds : float, optional
            That it may take; those of the settings by default.

        Returns
        -------
        list of NotebookNode
            Its outputs.

        Raises
        ------
        KernelLost
        """
        seconds = self.settings.cell if seconds is None else seconds
        conversation = Conversation(self.kernel, source)
        conversation.wait(seconds)
        if not conversation.ended:
            self._stop(conversation, seconds)
        conversation.check_silence()
        return conversation.outputs.cells

    def _stop(self, conversation, seconds):
        limit = f"{seconds:.3g} seconds"
        try:
            conversation.stop()
        except KernelLost as error:
            raise KernelLost(f"a cell took longer than {limit}, and {error}") from None
        late = f"The cell took longer than {limit} and was stopped."
        text = new_output("error", ename=TOO_LATE, evalue=late, traceback=[late])
        # In front of the traceback, which says where it was then.
        cells = conversation.outputs.cells
        at = next((n for n, each in enumerate(cells) if each.output_type == "error"), len(cells))
        cells.insert(at, text)

    def check(self, exercise, name, points):
        """Have an exercise judged.

        Parameters
        ----------
        exercise : str
            Its id.
        name : str
            What the notebook calls the answer.
        points : float
            To be had.

        Returns
        -------
        dict
            See `grader.scoring.judge_process.described`.

        Raises
        ------
        KernelLost
        """
        request = {"exercise": exercise, "name": name, "points": points, "seed": self.seed}
        request["seconds"] = self.settings.check
        verdict = TOO_MUCH
        for _ in range(ATTEMPTS):
            if verdict == TOO_MUCH:
                verdict = self._converse(request)
        return verdict if isinstance(verdict, dict) else verdicts.none(exercise, verdict, points)

    def _converse(self, request):
        path = str(self.kernel.work / f"c{os.urandom(4).hex()}")
        with socket.socket(socket.AF_UNIX) as listener:
            try:
                listener.bind(path)
            except OSError as error:
                told = f"its folder cannot be used any more ({error.strerror})"
                raise KernelLost(told) from None
            listener.listen(1)
            conversation = Conversation(self.kernel, RESPOND.format(module=MODULE, path=path))
            verdict = self._ask(conversation, listener, request)
        with contextlib.suppress(OSError):  # it is the submission's folder
            os.unlink(path)
        self._settle(conversation)
        return verdict

    def _ask(self, conversation, listener, request):
        """The verdict, or why there is none."""
        deadline = time.monotonic() + self.settings.check + self.settings.grace
        if not conversation.wait(self.settings.check, others=[listener]):
            return "It could not be asked." if conversation.ended else self._too_late()
        connection, _ = listener.accept()
        with connection:
            try:
                self.judge.ask(request, connection)
                return self._verdict(conversation, deadline) or self._too_late()
            except JudgeLost:
                self.judge.close()
                return TOO_MUCH
            except KernelLost:
                self.judge.close()
                raise

    def _verdict(self, conversation, deadline):
        while (left := deadline - time.monotonic()) > 0:
            # The answer's process may say that it is done; the judge's word is what counts.
            if conversation.done:
                ready = select.select([self.judge], [], [], left)[0]
            else:
                ready = conversation.wait(left, others=[self.judge])
            if ready and (found := self.judge.verdict()) is not None:
                return found
        self.judge.close()
        return None

    def _too_late(self):
        return f"It took longer than {self.settings.check:g} seconds."

    def _settle(self, conversation):
        """The kernel goes on when the connection is closed; what does not is stopped."""
        conversation.wait(self.settings.grace)
        if not conversation.ended:
            conversation.stop()
        conversation.check_silence()
