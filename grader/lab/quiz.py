"""Quiz questions: read from TOML, shown as disclosures that need neither kernel nor widget."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.lab.cards import prose

FOLDER = Path(__file__).parent / "quizzes"
# Both colors of a panel are set, so that its contrast is the same on light and dark themes.
RIGHT = ("✓", "Right.", "#0B5A2B", "#E3F4E8")
WRONG = ("✗", "Not this one.", "#8A1F00", "#FCEBE4")


@dataclass(frozen=True)
class Option:
    """One answer of a question, with the reason why it is right or wrong."""

    text: str
    explanation: str
    right: bool = False

    @property
    def verdict(self):
        """The explanation behind the word that says right or wrong."""
        symbol, word, _, _ = RIGHT if self.right else WRONG
        return f"{symbol} {word} {self.explanation}"


@dataclass(frozen=True)
class Quiz:
    """A question and its options. In a notebook, opening an option shows its explanation.

    Parameters
    ----------
    name : str
    question : str
    options : tuple of Option
    multiple : bool
        Whether more than one option is right.
    """

    name: str
    question: str
    options: tuple
    multiple: bool = False

    def _repr_html_(self):
        options = "".join(_disclosure(*lettered) for lettered in self.lettered())
        note = "Decide on an answer first. Then open each one to see why it is right or wrong."
        return self._framed(f"{options}<p><small>{note}</small></p>")

    def asked(self):
        """HTML of the question and its options, without a word on which is right."""
        line = '<p style="margin: 0.3em 0">{}. {}</p>'
        options = (line.format(letter, prose(o.text)) for letter, o in self.lettered())
        return self._framed("".join(options))

    def explained(self, chosen):
        """HTML with every option explained, and those that were chosen marked.

        Parameters
        ----------
        chosen : collection of int
            Places of the options, from 0.
        """
        panels = (
            _disclosure(*lettered, opened=True, chosen=place in chosen)
            for place, lettered in enumerate(self.lettered())
        )
        said = "You chose the right answer." if self.is_right(chosen) else "Not quite yet."
        return self._framed(f"<p><strong>{said}</strong></p>{''.join(panels)}")

    def is_right(self, chosen):
        """Whether just the right options were chosen."""
        return set(chosen) == {place for place, o in enumerate(self.options) if o.right}

    def _framed(self, body):
        several = " <em>(more than one is right)</em>" if self.multiple else ""
        return (
            '<div role="group" style="border-left: 4px solid #0072B2; padding: 0.3em 1em">'
            f"<p><strong>Question.</strong> {prose(self.question)}{several}</p>{body}</div>"
        )

    def __repr__(self):
        lines = [f"Question. {self.question}"]
        lines += [f"  {letter}. {option.text}" for letter, option in self.lettered()]
        return "\n".join([*lines, f'(print(quiz("{self.name}").answers) shows the answers)'])

    def lettered(self):
        """The options with their letters, in order."""
        return zip("ABCDEF", self.options, strict=False)

    @property
    def answers(self):
        """Every option with its explanation, as plain text."""
        return "\n".join(f"{o.text}\n    {o.verdict}" for o in self.options)


def quiz(name):
    """Look up one question.

    Parameters
    ----------
    name : str

    Returns
    -------
    Quiz

    Raises
    ------
    LookupError
        If no question has that name.
    """
    questions = load_quizzes()
    if name not in questions:
        raise LookupError(f"No quiz is named {name!r}. There are: {', '.join(sorted(questions))}.")
    return questions[name]


@cache
def load_quizzes(folder=FOLDER, topic="*"):
    """The questions of a folder's TOML files, or of one topic's, as a dict from name to `Quiz`."""
    questions = {}
    for file in sorted(folder.glob(f"{topic}.toml")):
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in questions:
                raise ValueError(f"{file.name}: the quiz {name!r} exists already; rename one.")
            options = tuple(Option(**option) for option in entry.pop("options"))
            questions[name] = Quiz(name, options=options, **entry)
    return questions


def _disclosure(letter, option, opened=False, chosen=False):
    symbol, word, ink, paper = RIGHT if option.right else WRONG
    mark = " <strong>(your choice)</strong>" if chosen else ""
    return (
        f'<details style="margin: 0.3em 0"{" open" * opened}>'
        f"<summary>{letter}. {prose(option.text)}{mark}</summary>"
        f'<div style="color: {ink}; background-color: {paper}; padding: 0.4em 1em">'
        f"<strong>{symbol} {word}</strong> {prose(option.explanation)}</div></details>"
    )
