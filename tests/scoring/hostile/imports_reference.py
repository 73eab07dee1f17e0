"""See hostility.py for what a case is."""

CASE = "the references and the checks are imported, by every way that Python has"


def attack(homework):
    homework.answer("""
        from grader.reference import dropout as reference
        from grader.reference.dropout import dropout_forward
    """)
    homework.add("""
        import importlib, importlib.util, inspect, linecache, pkgutil, runpy, sys
        sys.path[:0] = [REPOSITORY, f"{REPOSITORY}/grader", f"{REPOSITORY}/grader/reference"]
        sys.meta_path[:] = [f for f in sys.meta_path if f.__class__.__module__[:6] != "grader"]
        importlib.invalidate_caches()
        for name in ("grader.reference.dropout", "grader.exercises.dropout.dropout_forward"):
            sys.modules.pop(name, None), sys.modules.pop(name.rpartition(".")[0], None)
            attempt(lambda: inspect.getsource(importlib.import_module(name)))
            attempt(lambda: importlib.util.find_spec(name).loader.get_source(name))
            attempt(lambda: pkgutil.get_data("grader", "reference/dropout.py"))
            path = f"{REPOSITORY}/{name.replace('.', '/')}.py"
            attempt(linecache.getlines, path)
            attempt(runpy.run_path, path)
            attempt(lambda: open(path).read())
            attempt(lambda: open(importlib.util.cache_from_source(path), "rb").read())
        attempt(lambda: inspect.getsource(dropout_forward))
    """)
