"""What an update has done, for the lines that the learner reads."""

from dataclasses import dataclass, field


@dataclass
class Summary:
    """What a merge has done, by names of exercises and numbers of cells.

    Parameters
    ----------
    answers, signatures, withdrawn : list of str
        Exercises whose answers were carried over; those of them that are asked for otherwise now;
        those that the new version does not have any more.
    kept, added : int
        Cells of the learner's own, edited ones of the lesson's among them; cells of the new version
        that the earlier one did not have.
    renewed : int
        Cells of the lesson's with another text now.
    """

    answers: list = field(default_factory=list)
    signatures: list = field(default_factory=list)
    withdrawn: list = field(default_factory=list)
    kept: int = 0
    added: int = 0
    renewed: int = 0
