"""The code that is made of layouts: as Jinja's, and what it makes and prints is counted and weighed."""

from types import BuiltinMethodType, MethodType, NoneType

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst

METHOD_TYPES = frozenset({BuiltinMethodType, MethodType})
LOOKED_AT = METHOD_TYPES | {NoneType}
"""Types of a field that `Sandbox.getattr` must look at; any other value is taken as it is, which saves a call."""


class Pieces:
    """What is put out at once, as one text; Jinja's code speaks to it as to a list."""

    append = staticmethod(str)
    extend = staticmethod("".join)


class Code(CodeGenerator):
    """Code of layouts."""

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: D102, N802  # Jinja's name
        if frame.buffer is None and len(node.nodes) > 1:
            # As one text, for each piece would go through several generators. Jinja writes `BUFFER.append(` before one
            # piece, and `BUFFER.extend((` before several.
            frame.buffer = "yield environment.pieces"
            super().visit_Output(node, frame)
            frame.buffer = None
        else:
            super().visit_Output(node, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: D102, N802  # Jinja's name
        counted = nodes.EnvironmentAttribute("counted", lineno=node.lineno)
        node.iter = nodes.Call(counted, [node.iter], [], None, None, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, D102, N802
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.visit(node.node, frame)
            self.write("(")
            self.visit(node.args[0], frame)
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: D102, N802
        self.write("(_value if type(_value := getattr(_owner := ")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r}, None)) not in environment.looked_at ")
        self.write(f"else environment.getattr(_owner, {node.attr!r}))")

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: D102, N802
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: D102, N802
        self._weighed(node, node.ctx == "load" and any(not isinstance(one, nodes.Const) for one in node.items), frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: D102, N802
        self._weighed(node, any(not isinstance(one, nodes.Const) for one in node.items), frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: D102, N802
        self._weighed(node, bool(node.items), frame)

    def _weighed(self, node: nodes.Literal, grows: bool, frame: Frame) -> None:  # noqa: FBT001
        if grows:
            self.write("environment.made(")
        getattr(super(), f"visit_{type(node).__name__}")(node, frame)
        if grows:
            self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002
        self.write("environment.printed(")
