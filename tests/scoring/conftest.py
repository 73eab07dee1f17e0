"""The corpus of mangled submissions is beside the tests of what they become."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "autograde"))
