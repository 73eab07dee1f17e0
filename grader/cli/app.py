"""The command line as a whole, to which each command adds itself."""

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="A course on regularization in deep learning.",
)
