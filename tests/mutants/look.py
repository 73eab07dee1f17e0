"""A part's syntax tree, as operators look at it."""

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, ParentNodeProvider

UNTOUCHED = (cst.Annotation, cst.Decorator, cst.FormattedString, cst.Import, cst.ImportFrom)


class Look:
    """The nodes of a piece of code, in order, what stands at each and around it.

    Parameters
    ----------
    source : str

    Attributes
    ----------
    nodes : list of libcst.CSTNode
        All but docstrings, annotations, decorators, f-strings and imports.
    """

    def __init__(self, source):
        self._bytes = source.encode()
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
        self._spans = wrapper.resolve(ByteSpanPositionProvider)
        self._parents = wrapper.resolve(ParentNodeProvider)
        self.nodes = list(_walk(wrapper.module))

    def code(self, node, edits=()):
        """The text of a node; an expression that had parentheses has one pair.

        Parameters
        ----------
        node : libcst.CSTNode
        edits : list of (libcst.CSTNode, str), optional
            New text for nodes inside of it.
        """
        text = self._edited(*self._span(node), edits)
        # A call may lend its parentheses to a generator.
        enclosed = isinstance(node, cst.GeneratorExp) or getattr(node, "lpar", ())
        return f"({text})" if enclosed else text

    def replaced(self, edits):
        """The whole code with new text for some nodes.

        Parameters
        ----------
        edits : list of (libcst.CSTNode, str)
        """
        return self._edited(0, len(self._bytes), edits)

    def _edited(self, start, end, edits):
        text, place = b"", start
        for node, new in sorted(edits, key=lambda edit: self._span(edit[0])[0]):
            first, last = self._span(node)
            if first < place:
                raise ValueError("Edits overlap.")
            # Whatever the operators around it, an expression in parentheses stays one.
            new = f"({new})" if isinstance(node, cst.BaseExpression) else new
            text, place = text + self._bytes[place:first] + new.encode(), last
        return (text + self._bytes[place:end]).decode()

    def _span(self, node):
        span = self._spans[node]
        return span.start, span.start + span.length

    def parent(self, node):
        """The node around this one."""
        return self._parents[node]

    def around(self, node, *types):
        """The nearest node of these types around this one, or None."""
        while node in self._parents:
            node = self._parents[node]
            if isinstance(node, types):
                return node
        return None

    def contains(self, outer, inner):
        """Whether one node lies in another."""
        (start, end), (first, last) = self._span(outer), self._span(inner)
        return start <= first and last <= end

    def indent(self, statement):
        """The white space before a statement."""
        start = self._span(statement)[0]
        return " " * (start - self._bytes.rfind(b"\n", 0, start) - 1)

    def parameters(self, node):
        """Names of the parameters of the functions around a node."""
        names = []
        while (node := self.around(node, cst.FunctionDef)) is not None:
            names += [p.name.value for p in node.params.params]
        return names


def _walk(node):
    """The node and all below it that may be changed."""
    yield node
    for child in node.children:
        if not isinstance(child, UNTOUCHED) and not is_docstring(child, node):
            yield from _walk(child)


def is_docstring(node, parent):
    """Whether a statement is a text alone."""
    if not isinstance(parent, cst.IndentedBlock) or not isinstance(node, cst.SimpleStatementLine):
        return False
    (first, *_) = node.body
    return isinstance(first, cst.Expr) and isinstance(
        first.value, cst.SimpleString | cst.ConcatenatedString
    )
