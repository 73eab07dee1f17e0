"""What one submission may take, in time and output; `grader.sandbox.policy.Limits` has the rest."""

from dataclasses import dataclass, field

from grader.sandbox.policy import Limits


@dataclass(frozen=True)
class Settings:
    """How submissions are scored.

    Attributes
    ----------
    cell : float
        Seconds that a cell may take.
    own : float
        Seconds that all cells may take together that a student added and no answer needs.
    check : float
        Seconds that a check may take, with all the answer's work in it.
    grace : float
        Seconds that a kernel has to stop what was interrupted.
    output : int
        Bytes that the outputs of one cell may have in the end; what comes after is dropped.
    message : int
        Bytes of one message of the kernel.
    flood : int
        Bytes that a submission may send in all, kept or not.
    limits : grader.sandbox.policy.Limits
        Of the whole submission.
    """

    cell: float = 60.0
    own: float = 300.0
    check: float = 150.0
    grace: float = 5.0
    output: int = 2 * 2**20
    message: int = 8 * 2**20
    flood: int = 64 * 2**20
    limits: Limits = field(default_factory=Limits)
