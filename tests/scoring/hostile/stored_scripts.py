"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "scripts are stored in outputs and in metadata"
EXPECTED = {**ALL_RIGHT, "never": ["alert(1)"]}
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def attack(homework):
    for place, cell in enumerate(homework.notebook["cells"]):
        data = {"text/html": SCRIPT, "application/javascript": "alert(1)", "text/plain": SCRIPT}
        if cell["cell_type"] == "code":
            value = {"output_type": "display_data", "data": data, "metadata": {"html": SCRIPT}}
            cell["outputs"] = [value, {"output_type": "stream", "name": SCRIPT, "text": SCRIPT}]
        cell["metadata"][SCRIPT] = SCRIPT
        cell["id"] = cell.get("id") or f"cell{place}"
    homework.notebook["metadata"]["title"] = SCRIPT
