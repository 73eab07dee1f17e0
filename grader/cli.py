"""The command ``course``: what a learner and a maintainer type.

Each command imports what it needs when it runs, so that ``course --help`` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from grader.learner import CourseError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A course on regularization in deep learning.",
)


@app.command()
def lab(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port to use.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the course in a browser.")] = True,
):
    """Open JupyterLab on your copy of the course; your work is never overwritten."""
    from grader.learner import folder, jupyter, progress_file

    root = folder.course_root()
    mine = folder.learner_folder(root)
    mine.mkdir(parents=True, exist_ok=True)
    _say_copied(folder.copy_missing(root, mine))
    progress_file.create(mine)
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

    root = folder.course_root()
    mine = folder.learner_folder(root)
    name = folder.find_lesson(root, lesson)
    backup = folder.reset(root, mine, name)
    print(f"{name} is fresh again" + (f"; your work is kept as {backup}" if backup else ""))


@app.command()
def update():
    """Copy lessons that are new, and tell which of yours have a newer version."""
    from grader.learner import folder

    root = folder.course_root()
    mine = folder.learner_folder(root)
    _say_copied(folder.copy_missing(root, mine))
    changed = folder.changed_since_copied(root, mine)
    for name in changed:
        print(
            f"{name} has a newer version; yours stays as it is. "
            f"`course reset {name}` takes the new one and keeps yours as a backup."
        )
    if not changed:
        print("Every lesson you have is up to date.")


@app.command()
def doctor():
    """Check this installation: Python, packages, TensorFlow, kernel and port."""
    from grader.learner import doctor

    raise typer.Exit(doctor.report())


@app.command()
def build(lessons: Annotated[list[str] | None, typer.Argument(help="All by default.")] = None):
    """Build and execute the notebooks from their sources (for maintainers)."""
    from grader.build import BuildError, run
    from grader.learner import folder

    try:
        run(folder.course_root(), lessons or [])
    except BuildError as error:
        raise CourseError(str(error)) from error


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="Such as 03_dropout.")],
    course_dir: Annotated[
        Path, typer.Option(help="The course directory of nbgrader's.", show_default="this folder")
    ] = Path(),
    submitted: Annotated[
        Path | None, typer.Option(help="The folder of all submissions, if it is another one.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="How many; one for each core by default.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(help="Of a Dask cluster to use, such as tcp://10.0.0.1:8786.")
    ] = None,
    sandbox: Annotated[
        bool,
        typer.Option(
            " /--without-sandbox",
            help="Run students' code with all the rights that you have.",
            show_default=False,
        ),
    ] = True,
    replay: Annotated[
        str | None, typer.Option(help="Grade this student's submission again; writes nothing.")
    ] = None,
):
    """Grade what a class has handed in (for instructors); a rerun goes on where one stopped."""
    from grader.classroom import command

    raise typer.Exit(
        command.run(assignment, course_dir, submitted, workers, scheduler, sandbox, replay)
    )


def main():
    """Run the command line; what a user can put right ends in one sentence and exit code 1."""
    try:
        app()
    except CourseError as error:
        sys.exit(f"course: {error}")
    except OSError as error:
        sys.exit(f"course: {error.filename or 'a file'} cannot be used ({error.strerror or error})")


def _say_copied(names):
    if names:
        print(f"Copied into your folder: {', '.join(names)}")
