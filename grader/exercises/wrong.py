"""Wrong answers in modules of their own, beside the exercises that recognize them."""


class Wrong:
    """Wrong answers to one exercise, with what is said about them.

    Called like `grader.exercise.Exercise.mistake`, it keeps the answers until `teach` hands them to
    the exercise, in the order in which they were written.

    Examples
    --------
    >>> wrong = Wrong()
    >>> @wrong(about="idea")  # doctest: +SKIP
    ... def mirrors_none(images, probability, rng):
    ...     '''No image is ever mirrored: what is wrong, why, and what holds instead.'''
    """

    def __init__(self):
        self._kept = []

    def __call__(self, message="", about=""):
        """Keep wrong code, with a message (by default its docstring) and what it is about."""

        def keep(answer):
            self._kept.append((message, about, answer))
            return answer

        return keep

    def teach(self, exercise):
        """Register all of them as mistakes of an exercise."""
        for message, about, answer in self._kept:
            exercise.mistake(message, about)(answer)


def teach(exercise, mistakes):
    """Register wrong answers whose docstrings are their messages.

    Parameters
    ----------
    exercise : grader.exercise.Exercise
    mistakes : dict
        From what they are about ("idea", "slip" or "") to functions.
    """
    for about, answers in mistakes.items():
        for answer in answers:
            exercise.mistake(about=about)(answer)
