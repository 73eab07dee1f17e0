"""See hostility.py for what a case is."""

CASE = "the answer shows full points by sys.displayhook and as displayed data"


def attack(homework):
    homework.answer("""
        def dropout_forward(x, rate, rng, training=True):
            import sys
            from IPython.display import display, publish_display_data
            sys.displayhook(3.0)
            sys.__displayhook__(3.0)
            display(3.0)
            publish_display_data({"text/plain": "3.0"})
            get_ipython().displayhook(3.0)
    """)
