"""A learner's own leaderboard: what each attempt at an open task has reached."""

from grader.lab.cards import Note, Table
from grader.learner import progress_file

SHOWN = 10
HEADINGS = ("Place", "Hidden accuracy", "Expected", "Off by", "Points", "When")
NUMBERS = ("accuracy", "expected", "score")


def result_of(verdict):
    """What an attempt has reached, if its exercise measures that.

    Parameters
    ----------
    verdict : grader.verdict.Verdict

    Returns
    -------
    dict or None
        ``accuracy`` and ``expected`` (None where the answer expects nothing), from 0 to 1.
    """
    evidence = (criterion.evidence for criterion in verdict.criteria)
    return next((each for each in evidence if isinstance(each, dict) and "accuracy" in each), None)


def leaderboard(exercise="capstone"):
    """Show the attempts at an exercise, the best one first.

    Parameters
    ----------
    exercise : str
        Its id.

    Returns
    -------
    grader.lab.cards.Table or grader.lab.cards.Note
    """
    folder = progress_file.find_folder()
    record = progress_file.load(folder).get(exercise, {}) if folder else {}
    attempts = sound(record.get("results", []))
    if not attempts:
        note = "None so far: run the check first."
        if not folder:
            note = "No learner's folder here: start the course with `make lab`."
        return Note(f"Your attempts at {exercise}", note)
    ranked = sorted(attempts, key=lambda each: (each["score"], each["accuracy"]), reverse=True)
    rows = tuple(_row(place, each) for place, each in enumerate(ranked[:SHOWN], 1))
    latest = ranked.index(attempts[-1]) + 1
    note = f"Attempts: {len(attempts)}. The latest has place {latest}. "
    note += "Each one met signals of its own, so small differences are chance."
    return Table(HEADINGS, rows, note)


def sound(results):
    """The results of a record that can be shown, in order.

    Parameters
    ----------
    results : object
        Whatever the file has.
    """
    found = results if isinstance(results, list) else []
    return [each for each in found if isinstance(each, dict) and _is_sound(each)]


def _is_sound(result):
    numbers = [result.get(name) for name in NUMBERS]
    optional = numbers[1] is None or type(numbers[1]) in (int, float)
    are_numbers = all(type(each) in (int, float) for each in (numbers[0], numbers[2]))
    return optional and are_numbers and isinstance(result.get("date"), str)


def _row(place, result):
    accuracy, expected = result["accuracy"], result["expected"]
    said = "nothing", ""
    if expected is not None:
        said = f"{expected:.1%}", f"{100 * (expected - accuracy):+.1f} points"
    when = result["date"][:16].replace("T", " ")
    return (str(place), f"{accuracy:.1%}", *said, f"{result['score']:g}", when)
