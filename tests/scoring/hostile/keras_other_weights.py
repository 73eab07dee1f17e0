"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "weights have other shapes than the model, or are no numbers, or no arrays"
LESSON = KERAS


def attack(homework):
    homework.forge("""
        import dataclasses
        from grader.remote.plain import Model

        kinds = [[np.ones(3)], [], [np.ones((2, 2))] * 10**4, ["a", None], "weights", 5]

        def change(reply):
            if isinstance(reply.get("value"), Model):
                kinds.append(kinds.pop(0))
                reply["value"] = dataclasses.replace(reply["value"], weights=kinds[0])
            return reply

        forge_replies(change)
    """)
