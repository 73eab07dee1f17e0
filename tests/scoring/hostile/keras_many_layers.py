"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model's configuration has 10^4 layers, one within the other"
LESSON = KERAS


def attack(homework):
    homework.forge("""
        import dataclasses
        from grader.remote.plain import Model

        head = '{"module": "keras", "class_name": "Sequential", "config": {"name": "s", "layers": ['

        def change(reply):
            if isinstance(reply.get("value"), Model):
                config = head * 10**4 + "]}}" * 10**4
                reply["value"] = dataclasses.replace(reply["value"], config=config)
            return reply

        forge_replies(change)
    """)
