"""The table of performance: what was measured, and what is required."""

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One line: a ratio or an amount, and its bound.

    Attributes
    ----------
    what : str
    value : float
    bound : float
    at_least : bool
        Whether the bound is one from below.
    """

    what: str
    value: float
    bound: float
    at_least: bool = True

    @property
    def met(self):
        """Whether it is as required."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound


def show(rows):
    """Print the lines as they come, and then whether all is as required.

    Returns
    -------
    bool
    """
    table, met = Table("what", "measured", "required", ""), True
    console = Console(width=120)
    for row in rows:
        sign, word = ("≥", "≤")[not row.at_least], "met" if row.met else "NOT MET"
        table.add_row(row.what, f"{row.value:.2f}", f"{sign} {row.bound:g}", word)
        console.print(f"{row.what}: {row.value:.2f} ({sign} {row.bound:g}: {word})", style="dim")
        met = met and row.met
    console.print(table)
    return met
