"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "the metadata ask for another kernel, which would start a program"
EXPECTED = ALL_RIGHT


def attack(homework):
    argv = ["sh", "-c", f"touch {homework.world.course}/{homework.world.token}"]
    homework.notebook["metadata"]["kernelspec"] = {
        "name": "../../share/evil",
        "display_name": "x",
        "argv": argv,
    }
    homework.files = {"kernels/evil/kernel.json": b'{"argv": ["sh"], "language": "python"}'}
    homework.files |= {
        "ipython_config.py": b"raise SystemExit",
        "startup/00.py": b"raise SystemExit",
    }
