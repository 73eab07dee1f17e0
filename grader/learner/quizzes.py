"""Questions that are answered before they are explained, and come back later."""

from grader.lab.cards import Note, Stack
from grader.lab.live import Live
from grader.lab.quiz import load_quizzes
from grader.lab.quiz import quiz as find_quiz
from grader.learner import progress_file


class Commitment(Live):
    """A question with buttons for its options: the choice is kept, then all are explained.

    Without a kernel (a saved notebook, a web page) each option opens by itself. A question that was
    answered before shows that answer.

    Parameters
    ----------
    question : grader.lab.quiz.Quiz
    again : bool
        Whether to ask once more what was answered before.
    """

    def __init__(self, question, again=False):
        self.question, self.again = question, again

    @property
    def answers(self):
        """Every option with its explanation, as plain text."""
        return self.question.answers

    def __repr__(self):
        return repr(self.question)

    def _repr_html_(self):
        return self.question._repr_html_()

    def widget(self):
        """The widget: the question, a switch for each option, and a button to commit."""
        from ipywidgets import HTML, Button, HBox, Layout, ToggleButton, VBox

        chosen = None if self.again else known_choice(self.question.name)
        if chosen is not None:
            return VBox([HTML(self.question.explained(chosen))])
        view = HTML(self.question.asked())
        switches = [
            ToggleButton(description=letter, tooltip=option.text, layout=Layout(width="4em"))
            for letter, option in self.question.lettered()
        ]
        commit = Button(description="That is my answer", disabled=True)
        box = VBox([view, HBox([*switches, commit], layout=Layout(flex_flow="row wrap"))])

        def switched(change):
            if change["new"] and not self.question.multiple:
                for other in switches:
                    other.value = other is change["owner"]
            commit.disabled = not any(switch.value for switch in switches)

        def committed(button):
            choice = [place for place, switch in enumerate(switches) if switch.value]
            self.keep(choice)
            view.value = self.question.explained(choice)
            box.children = [view]

        for switch in switches:
            switch.observe(switched, names="value")
        commit.on_click(committed)
        return box

    def keep(self, choice):
        """Put a choice on record, where the learner's progress is kept."""
        folder = progress_file.find_folder()
        if folder:
            right = self.question.is_right(choice)
            progress_file.record_choice(folder, self.question.name, choice, right)


class Review(Live):
    """Some questions, one below the other.

    Parameters
    ----------
    commitments : sequence of Commitment
    """

    def __init__(self, commitments):
        self.stack = Stack(*commitments)

    def __repr__(self):
        return repr(self.stack)

    def _repr_html_(self):
        return self.stack._repr_html_()

    def widget(self):
        """The widgets of all."""
        from ipywidgets import VBox

        return VBox([each.widget() for each in self.stack.cards])


def quiz(name):
    """Ask one question.

    Parameters
    ----------
    name : str

    Returns
    -------
    Commitment

    Raises
    ------
    LookupError
        If no question has that name.
    """
    return Commitment(find_quiz(name))


def review(topic, count=3):
    """Ask some questions of an earlier lesson once more: those that were missed come first.

    Parameters
    ----------
    topic : str
        The lesson's topic, such as ``overfitting``.
    count : int

    Returns
    -------
    Review, or grader.lab.cards.Note where none was answered yet

    Raises
    ------
    LookupError
        If there are no questions on that topic.
    """
    asked = load_quizzes(topic=topic)
    if not asked:
        raise LookupError(f"No questions are kept on {topic!r}: expected a topic such as dropout.")
    choices = choices_on_record()
    known = [name for name in asked if name in choices]
    if not known:
        return Note("Review", "Questions of the last lesson come back here once you answered them.")
    known.sort(key=lambda name: (choices[name]["right_now"], choices[name]["date"]))
    return Review([Commitment(asked[name], again=True) for name in known[:count]])


def choices_on_record():
    """What the learner chose, by the question's name; empty where no progress is kept."""
    folder = progress_file.find_folder()
    return progress_file.load_choices(folder) if folder else {}


def known_choice(name):
    """Places of the options that were chosen, None where the question was not answered yet."""
    return choices_on_record().get(name, {}).get("chosen")
