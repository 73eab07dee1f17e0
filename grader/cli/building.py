"""What a maintainer types, and an instructor with assignments of their own."""

from typing import Annotated

import typer

from grader.classroom.text import printable
from grader.cli.app import app
from grader.learner import CourseError


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="Of the assignment, such as hw1.")],
    exercises: Annotated[
        str | None, typer.Option("--from", help="Exercises, such as dropout_forward,l2_penalty.")
    ] = None,
    notebook: Annotated[
        str | None, typer.Option(help="Another notebook in it, beside those that it has.")
    ] = None,
):
    """Begin an assignment of your own, from exercises or a template (for instructors)."""
    from grader.build import BuildError
    from grader.build.own.making import make
    from grader.learner import folder

    wanted = _listed(exercises) if exercises is not None else []
    try:
        path, along = make(folder.course_root(), name, wanted, notebook)
    except BuildError as error:
        raise CourseError(str(error)) from error
    if along:
        print(f"{', '.join(along)} came along, as others use what is written there.")
    print(f"Edit {path}, then `course build {name}`.")


def _listed(exercises):
    found = [each.strip() for each in exercises.split(",") if each.strip()]
    if not found:
        raise CourseError(
            "--from: expected exercises, such as dropout_forward,l2_penalty, and got "
            f"{printable(exercises, 60)!r}: name some, or leave --from out for the template."
        )
    return found


@app.command()
def build(lessons: Annotated[list[str] | None, typer.Argument(help="All by default.")] = None):
    """Build and execute the notebooks from their sources (for maintainers)."""
    from grader.build import BuildError, run
    from grader.learner import folder

    try:
        run(folder.course_root(), lessons or [])
    except BuildError as error:
        raise CourseError(str(error)) from error
