"""See hostility.py for what a case is."""

CASE = "the kernel's own methods are replaced, and checks are said to be done"
HANGS = True
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}, "reason": ""}


def attack(homework):
    homework.wrong()
    homework.add("""
        import asyncio
        from ipykernel.kernelbase import Kernel

        async def done(self, *arguments, **options):
            return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}

        Kernel.do_execute = type(get_ipython().kernel).do_execute = done
        get_ipython().kernel.shell_handlers["execute_request"] = lambda *a: None
    """)
