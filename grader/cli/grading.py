"""What an instructor types for a class."""

import os
from pathlib import Path
from typing import Annotated

import typer

from grader.cli.app import app


@app.command()
def collect(
    assignment: Annotated[str, typer.Argument(help="Such as 03_dropout.")],
    downloads: Annotated[Path, typer.Argument(help="A folder, or a zip file.")],
    course_dir: Annotated[
        Path, typer.Option(help="The course directory of nbgrader's.", show_default="this folder")
    ] = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="Replace other versions that are there.")
    ] = False,
    skip: Annotated[
        bool, typer.Option("--skip", help="Leave out and name what cannot be taken.")
    ] = False,
):
    """Take what Canvas or Moodle gave you to download (for instructors)."""
    from grader.classroom.downloads import command

    command.run(assignment, downloads, course_dir, update, skip)


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
        str | None, typer.Option(help="Of a Dask cluster to use, such as tls://10.0.0.1:8786.")
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
    again: Annotated[
        bool, typer.Option("--again", help="Grade what is finished, too, though nothing changed.")
    ] = False,
    student: Annotated[
        list[str] | None, typer.Option(help="With --again: only this student's; may be repeated.")
    ] = None,
    lower: Annotated[
        bool, typer.Option("--lower", help="Let work graded before have fewer points than it had.")
    ] = False,
    drop_removed: Annotated[
        bool, typer.Option("--drop-removed", help="Drop grades for exercises that have gone.")
    ] = False,
):
    """Grade what a class has handed in (for instructors); a rerun goes on where one stopped."""
    # A worker would look for modules in the folder that this was started in, before all others.
    os.environ["PYTHONSAFEPATH"] = "1"
    from grader.classroom import command

    place = (assignment, course_dir, submitted)
    how = (workers, scheduler, sandbox, replay, again, student or (), lower, drop_removed)
    raise typer.Exit(command.run(*place, *how))


@app.command()
def report(
    lesson: Annotated[
        str | None, typer.Argument(help="03_dropout, 03, 3 or dropout; all lessons by default.")
    ] = None,
    course_dir: Annotated[
        Path, typer.Option(help="The course directory of nbgrader's.", show_default="this folder")
    ] = Path(),
):
    """Write what a class understood as a page and tables (for instructors)."""
    from grader.classroom.report import command

    print("Written:", *command.run(lesson, course_dir), sep="\n  ")
