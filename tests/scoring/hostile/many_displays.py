"""See hostility.py for what a case is."""

CASE = "values are displayed 10^5 times"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        from IPython.display import clear_output, display, update_display

        for number in range(100_000):
            display(3.0, display_id="one")
            number % 100 or update_display(number, display_id="one")
            number % 1000 or clear_output()
    """)
