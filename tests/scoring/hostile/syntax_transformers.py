"""See hostility.py for what a case is."""

CASE = "transformers of IPython put full points in the place of every check"
EXPECTED = {"scores": {}, "most": {"dropout_backward": 2.0}}


def attack(homework):
    homework.wrong()
    homework.add("""
        import ast

        class Full(ast.NodeTransformer):
            def visit_Call(self, node):
                if isinstance(node.func, ast.Name) and node.func.id == "check":
                    return ast.copy_location(ast.Constant(3.0), node)
                return self.generic_visit(node)

        shell = get_ipython()
        shell.ast_transformers.append(Full())
        full = lambda lines: ["3.0\\n"] if any("check(" in line for line in lines) else lines
        shell.input_transformers_post.append(full)
        shell.input_transformers_cleanup.append(full)
        shell.input_transformer_manager.transform_cell = lambda cell: "3.0"
    """)
