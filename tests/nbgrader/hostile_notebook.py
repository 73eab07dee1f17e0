"""A graded notebook with scripts in every place that a student's text may get to."""

from nbformat.v4 import new_markdown_cell, new_output

RUN = "document.documentElement.dataset.ran=1"
SCRIPTS = (
    f"<script>{RUN}</script>"
    f'<img src=x onerror="{RUN}">'
    f'<svg onload="{RUN}"><animate onbegin="{RUN}" attributeName=x dur=1s></svg>'
    f'<iframe src="javascript:parent.{RUN}" srcdoc="<script>parent.{RUN}</script>"></iframe>'
    f'<object data="data:text/html,<script>parent.{RUN}</script>"></object>'
    f'<details open ontoggle="{RUN}"><summary onclick="{RUN}">fold</summary></details>'
    f'<a href="javascript:{RUN}" onclick="{RUN}">a link</a>'
    f'<p style="position:fixed;top:0" onmouseover="{RUN}">over</p>'
    f'<math><mtext><table><mglyph><style><img src=x onerror="{RUN}"></style></table></math>'
    f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}"><base href="javascript:">'
)
BREAKS_OUT = f'"></textarea></pre></title></style>--></script>{SCRIPTS}'
MARKDOWN = f"""\
# A heading {SCRIPTS}

[a link](javascript:{RUN}) ![a picture](javascript:{RUN}) <javascript:{RUN}>

| a | b |
|---|---|
| `{BREAKS_OUT}` | {SCRIPTS} |

$x < y$ {BREAKS_OUT}
"""
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
PIXEL += "AAAABJRU5ErkJggg=="


def poison(notebook):
    """Put scripts into sources, outputs, tracebacks and metadata of a notebook's cells."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source += f"\n# {BREAKS_OUT}" if cell.id == "standardize" else ""
            cell.outputs = outputs()
    notebook.cells.insert(0, new_markdown_cell(MARKDOWN))
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": BREAKS_OUT}}
    }


def outputs():
    """One output of every kind."""
    kinds = ("text/html", "text/markdown", "image/svg+xml", "text/latex", "text/plain")
    shown = [new_output("display_data", {kind: BREAKS_OUT}) for kind in kinds]
    running = {"application/javascript": RUN}
    width = {"image/png": {"width": f"1 onerror={RUN}", "alt": BREAKS_OUT}}
    return [
        *shown,
        new_output("display_data", running),
        new_output("display_data", {"image/png": "x"}, metadata=width),
        new_output("display_data", {"image/png": PIXEL, "text/plain": "a pixel"}),
        new_output("stream", text=f"\x1b[31mred\x1b[0m {BREAKS_OUT}"),
        new_output("stream", name="stderr", text=BREAKS_OUT),
        new_output("error", ename=BREAKS_OUT, evalue="", traceback=[f"\x1b[31m{BREAKS_OUT}"]),
    ]
