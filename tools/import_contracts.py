"""Import rules that import-linter does not bring itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from importlinter import Contract, ContractCheck, fields, output

if TYPE_CHECKING:
    import grimp


class DoorsContract(Contract):
    """Packages enter each other only through the modules that are their doors.

    Options of the contract: ``doors``, the names of the modules any package may import from
    another; ``mounting_package`` and ``mounted``, the one package that may also import those
    (the site mounts everybody's ``urls`` and ``rest``); ``migrations_import``, modules that
    migrations may name, because Django writes the path of a field's default into them.
    """

    type_name = "doors"

    doors = fields.SetField(subfield=fields.StringField())
    mounting_package = fields.StringField()
    mounted = fields.SetField(subfield=fields.StringField())
    migrations_import = fields.SetField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import between two root packages."""
        del verbose
        packages = {name for name in graph.modules if "." not in name}
        packages = {name for name in packages if not graph.is_module_squashed(name)}
        broken = [
            (importer, imported)
            for importer in sorted(graph.modules)
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if imported.split(".")[0] in packages and not self._is_allowed(importer, imported)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken, "graph": graph})

    def _is_allowed(self, importer: str, imported: str) -> bool:
        source, inside = _split(importer)
        target, entered = _split(imported)
        if source == target or not entered:
            return True
        if inside == "migrations":
            return imported in self._names("migrations_import")
        mounts = source in self._names("mounting_package") and entered in self._names("mounted")
        return entered in self._names("doors") or mounts

    def _names(self, option: str) -> set[str]:
        """The value of an option; at run time the declared field is replaced by plain values."""
        value: Any = getattr(self, option)
        return {value} if isinstance(value, str) else set(value)

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each import that goes round a door, with its line."""
        graph = check.metadata["graph"]
        for importer, imported in check.metadata["broken"]:
            details = graph.get_import_details(importer=importer, imported=imported)
            lines = ", ".join(f"l.{detail['line_number']}" for detail in details)
            output.print_error(f"- {importer} -> {imported} ({lines})")
        output.new_line()


def _split(module: str) -> tuple[str, str]:
    """Return the root package of a module and the name right below it (or nothing)."""
    root, *below = module.split(".")
    return root, below[0] if below else ""
