"""What a learner types."""

from pathlib import Path
from typing import Annotated

import typer

from grader.cli.app import app


@app.command()
def lab(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to use.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the course in a browser.")] = True,
    instructor: Annotated[
        bool, typer.Option("--instructor", help="Open this course directory, with formgrader.")
    ] = False,
):
    """Open JupyterLab on your copy of the course; your work is never overwritten."""
    from grader.learner import folder, foreign, jupyter, progress_file
    from grader.warm import search_path

    for sentence in search_path.passed_over():
        print(sentence)
    if instructor:
        from grader.classroom import lab

        raise typer.Exit(lab.start(Path.cwd(), port=port, browser=browser))
    root = folder.course_root()
    mine = folder.learner_folder(root)
    _say_copied(root, mine)
    progress_file.create(mine)
    for sentence in foreign.in_the_way(mine):
        print(sentence)
    print(f"Your work is in {mine}")
    raise typer.Exit(jupyter.start(mine, port=port, browser=browser))


@app.command()
def status():
    """Show which exercises you have solved."""
    from rich.console import Console

    from grader.learner import folder, progress_file, progress_table

    mine = folder.learner_folder(folder.course_root())
    Console().print(progress_table.table(progress_file.load(mine)))


@app.command()
def reset(lesson: Annotated[str, typer.Argument(help="03_dropout, 03, 3 or dropout")]):
    """Start a lesson afresh; your copy is kept as a dated backup."""
    from grader.learner import folder
    from grader.learner.update import news

    root = folder.course_root()
    mine = folder.learner_folder(root)
    name = folder.find_lesson(root, lesson)
    backup = folder.reset(root, mine, name)
    kept = f"; your work is kept as {backup}. {news.RELOAD}" if backup else ""
    print(f"{name} is fresh again{kept}")


@app.command()
def update(
    lesson: Annotated[
        str | None, typer.Argument(help="This one, though its version is not known.")
    ] = None,
):
    """Bring lessons that are new or newer, with your answers and cells in them."""
    from grader.learner import folder
    from grader.learner.update import lesson as updating
    from grader.learner.update import news

    root = folder.course_root()
    mine = folder.learner_folder(root)
    wanted = [folder.find_lesson(root, lesson)] if lesson else folder.lessons(root)
    _say_copied(root, mine)
    left_alone = folder.dangling(root, mine)
    said = bool(left_alone)
    for name in (each for each in wanted if each not in left_alone):
        outcome = updating.update(root, mine, name, asked=lesson is not None)
        for line in news.of(name, outcome, mine):
            print(line)
            said = True
    if not said:
        print(f"{wanted[0] if lesson else 'Every lesson you have'} is up to date.")


@app.command()
def doctor():
    """Check this installation: Python, packages, TensorFlow, kernel and port."""
    from grader.learner import doctor

    raise typer.Exit(doctor.report())


def _say_copied(root, mine):
    """Copy the lessons that are missing, and say which, and which cannot be there."""
    from grader.learner import folder

    if names := folder.copy_missing(root, mine):
        print(f"Copied into your folder: {', '.join(names)}")
    for name in folder.dangling(root, mine):
        path = folder.notebook(mine, name)
        print(f"{path} is a link to a file that is not there, and stays as it is. Remove the link.")
