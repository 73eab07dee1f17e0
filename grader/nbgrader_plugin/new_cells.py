"""What an assignment got after submissions were graded, and nbgrader would not add to them."""

from nbgrader import utils
from nbgrader.api import Comment, Grade, MissingEntry, SubmittedNotebook

from grader.scoring.outcome import ADDED

WORDS = "This question was added after you handed in your work: its points are yours."


def add_new_cells(gradebook, assignment, file, cells):
    """Add cells that the gradebook does not know to an assignment that has submissions.

    Each submission gets an empty grade or comment for each of them, as a new submission would.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment, file : str
        The assignment, and the notebook.
    cells : list of NotebookNode
        Of the instructor's notebook, with all that nbgrader adds to it.
    """
    try:
        notebook = gradebook.find_notebook(file, assignment)
    except MissingEntry:
        return
    if not notebook.submissions:
        return
    known = {cell.name for cell in notebook.source_cells}
    kinds = (utils.is_grade, utils.is_solution, utils.is_locked, utils.is_task)
    for cell in cells:
        if any(kind(cell) for kind in kinds) and cell.metadata.nbgrader.grade_id not in known:
            _add(gradebook, notebook, assignment, cell)


def add_to_submissions(gradebook, assignment, file):
    """Give submissions that came before a notebook did an empty one, as new submissions have it.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment, file : str
        The assignment, and the notebook.
    """
    notebook = gradebook.find_notebook(file, assignment)
    have = {submitted.assignment_id for submitted in notebook.submissions}
    for submission in gradebook.find_assignment(assignment).submissions:
        if submission.id not in have:
            made = SubmittedNotebook(notebook=notebook, assignment=submission)
            gradebook.db.add(made)
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                gradebook.db.add(Grade(cell_id=cell.id, notebook=made))
            for cell in (*notebook.solution_cells, *notebook.task_cells):
                gradebook.db.add(Comment(cell_id=cell.id, notebook=made))
    gradebook.db.commit()


def count_in_full(gradebook, student, assignment, name, notebook):
    """Give the points of questions that a person grades, and that came after the work.

    nbgrader has 0 for them, as nobody has answered. Points given by hand count before these.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    student, assignment, name : str
        Whose notebook it is, and what it is called.
    notebook : NotebookNode
        As it was graded.

    Returns
    -------
    bool
        Whether there are any.
    """
    by_hand = [cell for cell in notebook.cells if utils.is_solution(cell) or utils.is_task(cell)]
    added = [cell for cell in by_hand if cell.metadata.get(ADDED, False)]
    for cell in added:
        place = (cell.metadata.nbgrader.grade_id, name, assignment, student)
        grade = gradebook.find_grade(*place)
        grade.auto_score = grade.max_score
        grade.needs_manual_grade = grade.manual_score is not None
        gradebook.find_comment(*place).auto_comment = WORDS
    gradebook.db.flush()
    return bool(added)


def _add(gradebook, notebook, assignment, cell):
    name, place = cell.metadata.nbgrader.grade_id, (notebook.name, assignment)
    rows = []
    points = {"cell_type": cell.cell_type, "max_score": cell.metadata.nbgrader.get("points")}
    if utils.is_grade(cell):
        rows.append((Grade, gradebook.add_grade_cell(name, *place, **points)))
    if utils.is_solution(cell):
        rows.append((Comment, gradebook.add_solution_cell(name, *place)))
    if utils.is_task(cell):
        task = gradebook.add_task_cell(name, *place, **points)
        rows += [(Grade, task), (Comment, task)]
    gradebook.add_source_cell(name, *place, cell_type=cell.cell_type, source=cell.source)
    for submitted in notebook.submissions:
        for kind, known in rows:
            gradebook.db.add(kind(cell_id=known.id, notebook=submitted))
