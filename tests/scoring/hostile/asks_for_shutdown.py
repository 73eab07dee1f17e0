"""See hostility.py for what a case is."""

CASE = "the kernel is asked to shut down by exit, quit and its own methods"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("exit")
    homework.add("get_ipython().ask_exit()\nget_ipython().kernel.do_shutdown(False)")
