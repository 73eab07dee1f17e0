"""See hostility.py for what a case is."""

from hostility import ALL_RIGHT

CASE = "scripts are displayed as HTML, JavaScript, SVG, LaTeX, markdown, widgets and unknown types"
EXPECTED = {**ALL_RIGHT, "never": ["alert(7)"]}


def attack(homework):
    homework.add("""
        from IPython.display import HTML, SVG, IFrame, Javascript, Latex, Markdown, display

        script = f"alert({6 + 1})"
        tag = f"<script>{script}</script>"
        for kind in (HTML, Javascript, Markdown, Latex):
            display(kind(tag if kind is not Javascript else script))
        display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg"><g>{tag}</g></svg>'))
        display(IFrame(f"javascript:{script}", 100, 100))
        types = ("text/html", "application/javascript", "image/svg+xml", "text/markdown", "x/y")
        display({kind: tag for kind in types}, raw=True)
        display({"image/png": tag, "image/jpeg": '"><img src=x onerror=' + script}, raw=True)
        display({"application/vnd.jupyter.widget-view+json": {"model_id": tag}}, raw=True)
    """)
    homework.add("%%html\n<script>alert(7)</script>")
    homework.add("%%javascript\nalert(7)")
    homework.add("%%svg\n<svg><script>alert(7)</script></svg>")
