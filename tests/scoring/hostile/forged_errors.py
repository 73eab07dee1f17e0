"""See hostility.py for what a case is."""

from hostility import ARRAYS, NOTHING

CASE = "replies tell of errors whose texts are markup, of 5 MB, or of another type"
EXPECTED = {
    **NOTHING,
    "says": dict.fromkeys(ARRAYS, "malformed"),
    "never": ["<script>alert(1)", "<img src=x"],
}


def attack(homework):
    homework.forge("""
        MARKUP = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>"
        kinds = [MARKUP, MARKUP * 80_000, 5, None]

        def change(reply):
            kinds.append(kinds.pop(0))
            reply.pop("value", None)
            names = ("type", "message", "line", "not_written")
            return reply | {"error": dict.fromkeys(names, kinds[0])}

        forge_replies(change)
    """)
