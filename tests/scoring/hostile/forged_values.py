"""See hostility.py for what a case is."""

from hostility import NOTHING

CASE = "replies claim verdicts and numbers instead of what was asked for"
EXPECTED = NOTHING


def attack(homework):
    homework.forge("""
        claims = [3.0, True, {"score": 3.0, "passed": True}, "3.0", [3.0] * 100, None]

        def claim(reply):
            claims.append(claims.pop(0))
            return {**reply, "value": claims[0]}

        forge_replies(claim)
    """)
