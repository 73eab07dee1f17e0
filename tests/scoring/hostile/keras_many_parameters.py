"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model's configuration has 10^9 parameters, its weights have few"
LESSON = KERAS


def attack(homework):
    homework.forge("""
        import dataclasses
        from grader.remote.plain import Model

        def change(reply):
            if isinstance(reply.get("value"), Model):
                config = reply["value"].config.replace('"units": 64', '"units": 50000000')
                reply["value"] = dataclasses.replace(reply["value"], config=config)
            return reply

        forge_replies(change)
    """)
