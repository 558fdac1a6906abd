"""What the grammar of school notation found, made into nodes."""

from __future__ import annotations

from fractions import Fraction

from lark import Token, Tree

from assessment.scoring.formula.tree import Node, NotationRefused, call, number

PI = Node("constant", value="pi")
INFINITY = Node("constant", value="inf")
Item = Node | Token
_BEYOND = (
    *("relation", "and", "or", "not", "implies", "equivalent", "xor", "in", "truth"),
    *("set", "list", "interval", "union", "intersection"),
)


class SchoolBuilder:
    """Turns lark's tree into ours, refusing what could be read in two ways."""

    def build(self, parsed: Tree[Token] | Token) -> Node:
        """Return the node of a whole answer."""
        result = self._grow(parsed)
        if not isinstance(result, Node):
            raise NotationRefused("formula.unfinished")
        return result

    def _grow(self, parsed: Tree[Token] | Token) -> Item:
        if isinstance(parsed, Token):
            return parsed
        items = [self._grow(child) for child in parsed.children if child is not None]
        made = getattr(self, f"_{parsed.data}")(items)
        return made if isinstance(made, Token) else self._checked(made)

    def _checked(self, node: Node) -> Node:
        """Refuse a statement or a set where a value belongs."""
        if node.op in ("sum", "product", "quotient", "power", "neg", "call", "plusminus"):
            for arg in node.args:
                if arg.op in _BEYOND:
                    raise NotationRefused("formula.not_a_value")
        return node

    @staticmethod
    def _nodes(items: list[Item]) -> tuple[Node, ...]:
        return tuple(item for item in items if isinstance(item, Node))

    def _start(self, items: list[Item]) -> Node:
        nodes = self._nodes(items)
        if len(nodes) == 1:
            if nodes[0].op == "number" and nodes[0].mark == "(comma)":
                return number(Fraction(str(nodes[0].value)), "comma")
            return nodes[0]
        # Several answers side by side: the roots of an equation have no order.
        return Node("set", nodes, mark="bare")

    def _equivalence(self, items: list[Item]) -> Node:
        return self._chain("equivalent", items)

    def _exclusive(self, items: list[Item]) -> Node:
        return self._chain("xor", items)

    def _implied(self, items: list[Item]) -> Node:
        return Node("implies", self._nodes(items))

    def _chain(self, op: str, items: list[Item]) -> Node:
        first, *others = self._nodes(items)
        for other in others:
            first = Node(op, (first, other))
        return first

    def _disjunction(self, items: list[Item]) -> Node:
        return Node("or", self._nodes(items))

    def _conjunction(self, items: list[Item]) -> Node:
        return Node("and", self._nodes(items))

    def _negation(self, items: list[Item]) -> Node:
        return Node("not", self._nodes(items))

    def _relation(self, items: list[Item]) -> Node:
        parts = []
        for left, sign, right in zip(items[::2], items[1::2], items[2::2], strict=False):
            if not (isinstance(left, Node) and isinstance(right, Node)):
                continue
            op = "in" if str(sign) == "∈" else "relation"
            parts.append(Node(op, (left, right), None if op == "in" else str(sign)))
        return parts[0] if len(parts) == 1 else Node("and", tuple(parts))

    def _union(self, items: list[Item]) -> Node:
        return Node("union", self._nodes(items))

    def _meeting(self, items: list[Item]) -> Node:
        return Node("intersection", self._nodes(items))

    def _signed(self, items: list[Item]) -> Node:
        sign, node = items[0], self._nodes(items)[0]
        kind = sign.type if isinstance(sign, Token) else ""
        if kind == "PLUS":
            return node
        op = {"MINUS": "neg", "PM": "plusminus", "MP": "minusplus"}[kind]
        return Node(op, (node,))

    def _added(self, items: list[Item]) -> Node:
        left, right = self._nodes(items)
        sign = items[1]
        kind = sign.type if isinstance(sign, Token) else ""
        ops = {"MINUS": "neg", "PM": "plusminus", "MP": "minusplus"}
        last = right if kind == "PLUS" else Node(ops[kind], (right,))
        terms = left.args if left.op == "sum" and left.mark != "()" else (left,)
        return Node("sum", (*terms, last))

    def _times(self, items: list[Item]) -> Node:
        left, right = self._nodes(items)
        self._doubt_argument(left, right)
        factors = left.args if left.op == "product" and left.mark == "*" else (left,)
        return Node("product", (*factors, right), mark="*")

    def _over(self, items: list[Item]) -> Node:
        left, right = self._nodes(items)
        self._doubt_argument(left, right if right.op == "call" else None)
        if right.op == "product" and right.mark == "juxtaposed":
            raise NotationRefused("formula.doubtful_division")
        return Node("quotient", (left, right))

    @staticmethod
    def _doubt_argument(left: Node, right: Node | None) -> None:
        """Refuse ``sin x/2`` and ``sin 2*x``: is it the sine that is halved?"""
        last = left
        while last.op in ("product", "neg") and last.mark != "()":
            last = last.args[-1]
        follows = right is not None and (right.op == "call" or right.mark == "()")
        if last.op in ("call", "power") and last.mark == "bare" and not follows:
            raise NotationRefused("formula.doubtful_argument")

    def _juxtaposed(self, items: list[Item]) -> Node:
        left, right = self._nodes(items)
        before = left.args if left.op == "product" and left.mark == "juxtaposed" else (left,)
        after = right.args if right.op == "product" and right.mark == "juxtaposed" else (right,)
        return Node("product", (*before, *after), mark="juxtaposed")

    def _bare_call(self, items: list[Item]) -> Node:
        made = self._applied_to(str(items[0]), self._nodes(items)[0])
        return Node(made.op, made.args, made.value, "bare")

    def _bare_log(self, items: list[Item]) -> Node:
        argument = self._nodes(items)[0]
        return Node("call", (self._base(str(items[0])), argument), "log", "bare")

    def _grouped_log(self, items: list[Item]) -> Node:
        base, argument = self._nodes(items)
        if argument.op == "product" and argument.args[0].mark == "()":
            raise NotationRefused("formula.doubtful_argument")
        mark = "" if argument.mark in ("()", "{}") else "bare"
        return Node("call", (base, argument), "log", mark)

    def _based_log(self, items: list[Item]) -> Node:
        return call("log", self._base(str(items[0])), self._nodes(items)[0])

    @staticmethod
    def _base(text: str) -> Node:
        return number(int(text)) if text.isdigit() else Node("name", value=text)

    def _call(self, items: list[Item]) -> Node:
        return self._applied_to(str(items[0]), self._nodes(items)[0])

    _group_call = _call

    @staticmethod
    def _applied_to(text: str, argument: Node) -> Node:
        function, _, power = text.partition("^")
        if function == "lg":
            made = call("log", number(10), argument)
        elif function == "cbrt":
            made = call("root", number(3), argument)
        else:
            made = call(function, argument)
        return Node("power", (made, number(int(power)))) if power else made

    def _applied(self, items: list[Item]) -> Node:
        return self._nodes(items)[0]

    _exponent = _applied

    def _power(self, items: list[Item]) -> Node:
        base, exponent = self._nodes(items)
        return Node("power", (base, exponent))

    def _factorial(self, items: list[Item]) -> Node:
        return call("factorial", *self._nodes(items))

    def _degrees(self, items: list[Item]) -> Node:
        return Node("product", (*self._nodes(items), Node("quotient", (PI, number(180)))), mark="°")

    def _number(self, items: list[Item]) -> Node:
        text = str(items[0])
        value = Fraction(text.replace(" ", "").replace(",", "."))
        return number(value, "comma" if "," in text else "." if "." in text else "")

    def _name(self, items: list[Item]) -> Node:
        return Node("name", value=str(items[0]))

    def _constant(self, items: list[Item]) -> Node:
        return Node("constant", value=str(items[0]))

    def _empty(self, _items: list[Item]) -> Node:
        return Node("set")

    def _truth(self, items: list[Item]) -> Node:
        return Node("truth", value=str(items[0]))

    def _reals(self, _items: list[Item]) -> Node:
        return Node("interval", (Node("neg", (INFINITY,)), INFINITY), "()")

    def _mixed(self, items: list[Item]) -> Node:
        above, below = self._nodes(items)
        whole = self._number([items[0]])
        return Node("sum", (whole, Node("quotient", (above, below))), mark="()")

    def _fraction(self, items: list[Item]) -> Node:
        return Node("quotient", self._nodes(items), mark="()")

    def _root(self, items: list[Item]) -> Node:
        degree, argument = str(items[0]), self._nodes(items)[0]
        if degree == "2":
            return call("sqrt", argument)
        return call("root", self._base(degree), argument)

    def _modulus(self, items: list[Item]) -> Node:
        return call("abs", *self._nodes(items))

    def _group(self, items: list[Item]) -> Node:
        node = self._nodes(items)[0]
        return Node(node.op, node.args, node.value, "{}" if node.op != "sum" else "()")

    def _bracketed(self, items: list[Item]) -> Node:
        nodes = self._nodes(items)
        brackets = str(items[0]) + str(items[-1])
        if len(nodes) == 1:
            if brackets not in ("()", "[]"):
                raise NotationRefused("formula.doubtful_comma")
            if nodes[0].mark == "comma" and brackets == "[]":
                raise NotationRefused("formula.doubtful_comma")
            mark = "(comma)" if nodes[0].mark == "comma" else "()"
            return Node(nodes[0].op, nodes[0].args, nodes[0].value, mark)
        if len(nodes) == 2:
            return Node("interval", nodes, brackets)
        if brackets != "()":
            raise NotationRefused("formula.not_a_value")
        return Node("list", nodes)

    def _braces(self, items: list[Item]) -> Node:
        nodes = self._nodes(items)
        if any(node.mark == "comma" for node in nodes) and len(nodes) == 1:
            raise NotationRefused("formula.doubtful_comma")
        return Node("set", nodes, mark="" if nodes else "{}")
