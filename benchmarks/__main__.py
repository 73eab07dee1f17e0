"""Print the table of performance."""

from rich.console import Console
from rich.table import Table

from benchmarks import network, warm


def main():
    """Measure and print, one line a comparison."""
    table = Table("what", "usual way (s)", "here (s)", "ratio", "required")
    for what, slow, fast, required in (network.measure(), warm.measure()):
        table.add_row(what, f"{slow:.1f}", f"{fast:.1f}", f"{slow / fast:.0f}", f"≥ {required}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
