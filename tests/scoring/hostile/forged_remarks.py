"""See hostility.py for what a case is."""

CASE = "right answers come back with thousands of warnings, names and texts full of markup"
EXPECTED = {
    "scores": {},
    "most": {"dropout_forward": 3.0, "dropout_backward": 2.0},
    "never": ["<script>alert(1)", "<img src=x"],
}


def attack(homework):
    homework.forge("""
        MARKUP = "</pre><script>alert(1)</script><img src=x onerror=alert(1)>"

        def change(reply):
            reply |= {"printed": MARKUP * 1000, "warned": [MARKUP + str(i) for i in range(5000)]}
            return reply | {"changed": [MARKUP] * 5000, "global_draws": MARKUP}

        forge_replies(change)
    """)
