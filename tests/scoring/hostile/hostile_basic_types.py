"""See hostility.py for what a case is."""

CASE = "the answer is made of subclasses of basic types whose methods lie"
HANGS = True


def attack(homework):
    homework.answer("""
        class Text(str):
            __str__ = __repr__ = lambda self: "<script>alert(1)</script>"
            __class__ = float

        class Number(float):
            __eq__ = __le__ = __lt__ = __ge__ = lambda *_: True

        class Pairs(dict):
            items = lambda self: iter([(Text("a"), self)] * 10**5)
            __len__ = lambda self: 1

        class Items(tuple):
            __len__ = lambda self: 2
            __iter__ = lambda self: iter([Number("nan"), Pairs(a=1)])

        def dropout_forward(x, rate, rng, training=True):
            return Items((Text("x"), Pairs(a=self_containing())))

        def self_containing():
            items = []
            items.append(items)
            return items
    """)
