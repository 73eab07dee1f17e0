"""Rules on statements: temporaries, branches, loops.

Each takes a node of libcst and returns the nodes that take its place, or None to leave it.
"""

import libcst as cst

from .sources import code

RULES = {}


def rule(function):
    """Register a rule under its name."""
    RULES[function.__name__.strip("_").replace("_", " ")] = function
    return function


def lines(text):
    """Statements of a source."""
    return cst.parse_module(text).body


def only(node, kind):
    """The small statement of a line that has only this one of the kind, else None."""
    if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1:
        (statement,) = node.body
        return statement if isinstance(statement, kind) else None
    return None


@rule
def returns_by_a_temporary(node):
    found = only(node, cst.Return)
    if found is None or found.value is None:
        return None
    return cst.FlattenSentinel(lines(f"result = {code(found.value)}\nreturn result\n"))


@rule
def tuples_by_temporaries(node):
    found = only(node, cst.Return)
    if found is None or not isinstance(found.value, cst.Tuple) or _starred(found.value):
        return None
    parts = [code(element.value) for element in found.value.elements]
    text = "".join(f"part_{i} = {part}\n" for i, part in enumerate(parts))
    names = ", ".join(f"part_{i}" for i in range(len(parts)))
    return cst.FlattenSentinel(lines(f"{text}return {names}\n"))


@rule
def tuples_as_lists(node):
    found = only(node, cst.Return)
    if found is None or not isinstance(found.value, cst.Tuple):
        return None
    elements = ", ".join(
        code(e.with_changes(comma=cst.MaybeSentinel.DEFAULT)) for e in found.value.elements
    )
    return cst.FlattenSentinel(lines(f"return [{elements}]\n"))


def _starred(value):
    return any(isinstance(element, cst.StarredElement) for element in value.elements)


@rule
def returns_in_two_steps(node):
    found = only(node, cst.Return)
    match found:
        case cst.Return(value=cst.BinaryOperation(left=a, operator=operator, right=b)):
            text = f"left = {code(a)}\nright = {code(b)}\nreturn left {code(operator)} right\n"
            return cst.FlattenSentinel(lines(text))
    return None


@rule
def values_assigned_in_two_steps(node):
    found = only(node, cst.Assign)
    match found:
        case cst.Assign(value=cst.BinaryOperation(left=a, operator=operator, right=b)):
            targets = " = ".join(code(target.target) for target in found.targets)
            text = f"left = {code(a)}\nright = {code(b)}\n{targets} = left {code(operator)} right\n"
            return cst.FlattenSentinel(lines(text))
    return None


@rule
def assignments_with_a_print(node):
    found = only(node, cst.Assign)
    match found:
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(name))]):
            return cst.FlattenSentinel([node, *lines(f'print(f"{name} is {{{name}!r:.60}}")\n')])
    return None


@rule
def several_assigned_one_by_one(node):
    found = only(node, cst.Assign)
    match found:
        case cst.Assign(
            targets=[cst.AssignTarget(target=cst.Tuple() as target)], value=cst.Tuple() as value
        ) if len(target.elements) == len(value.elements):
            if _starred(target) or _starred(value):
                return None
            pairs = list(zip(target.elements, value.elements, strict=True))
            text = "".join(f"new_{i} = {code(v.value)}\n" for i, (_, v) in enumerate(pairs))
            text += "".join(f"{code(t.value)} = new_{i}\n" for i, (t, _) in enumerate(pairs))
            return cst.FlattenSentinel(lines(text))
    return None


@rule
def augmented_assignments_written_out(node):
    found = only(node, cst.AugAssign)
    if found is None:
        return None
    operator, target = code(found.operator).strip().removesuffix("="), code(found.target)
    text = f"{target} = {target} {operator} ({code(found.value)})\n"
    return cst.FlattenSentinel(lines(text))


@rule
def branches_swapped(node):
    match node:
        case cst.If(test=test, body=body, orelse=cst.Else(body=other)):
            negated = cst.parse_expression(f"not ({code(test)})")
            return node.with_changes(test=negated, body=other, orelse=cst.Else(body))
    return None


@rule
def conditions_as_a_comparison(node):
    match node:
        case cst.If(test=cst.Name(name)):
            return node.with_changes(test=cst.parse_expression(f"{name} == True"))
        case cst.If(test=cst.UnaryOperation(operator=cst.Not(), expression=cst.Name(name))):
            return node.with_changes(test=cst.parse_expression(f"{name} == False"))
    return None


@rule
def loops_over_a_list(node):
    if isinstance(node, cst.For) and not node.asynchronous:
        return node.with_changes(iter=cst.parse_expression(f"list({code(node.iter)})"))
    return None


@rule
def loops_by_while(node):
    match node:
        case cst.For(
            target=cst.Name(name), iter=cst.Call(func=cst.Name("range"), args=[cst.Arg(value=n)])
        ) if "continue" not in code(node.body) and node.orelse is None:
            first = lines(f"{name}_count = 0\n")
            counted = lines(f"{name} = {name}_count\n{name}_count += 1\n")
            body = node.body.with_changes(body=[*counted, *node.body.body])
            test = cst.parse_expression(f"{name}_count < {code(n)}")
            return cst.FlattenSentinel([*first, cst.While(test, body)])
    return None


@rule
def loops_with_a_counter(node):
    match node:
        case cst.For(target=cst.Name(name), iter=cst.Name(items)):
            counted = lines(f"{name} = {items}[place]\n")
            body = node.body.with_changes(body=[*counted, *node.body.body])
            over = cst.parse_expression(f"range(len({items}))")
            return node.with_changes(target=cst.Name("place"), iter=over, body=body)
    return None
