"""The Makefile lists its own commands, and all that the design names are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "help",
    "lab",
    "test",
    "test-fast",
    "mutants",
    "styles",
    "scores",
    "audit",
    "alarms",
    "notebooks",
    "bench",
}


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
def test_make_lists_every_command_with_a_line_about_it():
    """Does plain `make` tell a newcomer what there is, and install nothing?"""
    result = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    listed = dict(re.findall(r"^  make (\S+) +(\S.*)$", result.stdout, re.M))
    assert set(listed) == COMMANDS
    assert len(result.stdout.splitlines()) == len(COMMANDS)
