"""JSON Schemas (2020-12, as OpenAPI 3.1 uses them) made from the types that the data itself is made of."""

import types
from enum import StrEnum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints, is_typeddict

from app.catalogue.described import Means

Schema = dict[str, Any]
PLAIN: dict[object, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
HERE = "#/components/schemas/"


class Schemas:
    """Schemas by name. ``of`` a type adds what it needs."""

    def __init__(self) -> None:
        self.named: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type: a TypedDict, a list, a mapping, a vocabulary, something optional, or plain."""
        if is_typeddict(kind):
            return self.reference(kind)
        if get_origin(kind) is not None:
            return self.of_several(get_origin(kind), get_args(kind))
        if issubclass(kind, StrEnum):
            return {"type": "string", "enum": [str(code) for code in kind]}
        return {"type": PLAIN[kind]}

    def of_several(self, origin: Any, inside: tuple[Any, ...]) -> Schema:
        """The schema of a type with types in it."""
        if origin is Annotated:
            return self.explained(inside[0], next(one for one in inside[1:] if isinstance(one, Means)))
        if origin is list:
            return {"type": "array", "items": self.of(inside[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inside[1])}
        assert origin in (Union, types.UnionType)
        return self.optional(next(one for one in inside if one is not type(None)))

    def optional(self, kind: Any) -> Schema:
        """Something that may be null."""
        schema = self.of(kind)
        return (
            {"anyOf": [schema, {"type": "null"}]} if "$ref" in schema else schema | {"type": [schema["type"], "null"]}
        )

    def explained(self, kind: Any, means: Means) -> Schema:
        """A type with what its value means and looks like."""
        schema = self.of(kind)
        limits: Schema = {name: getattr(means, name) for name in ("format", "pattern") if getattr(means, name)}
        if means.codes:
            limits["enum"] = [*means.codes, None] if "null" in schema.get("type", ()) else list(means.codes)
        if schema.get("type") == "array":
            schema["items"] |= limits
        else:
            schema |= limits
        if means.keys:
            schema["propertyNames"] = {"enum": list(means.keys)}
        return schema | {"description": str(means.words)}

    def reference(self, kind: Any) -> Schema:
        """A reference to a TypedDict's schema, which is added under its name."""
        name = kind.__name__.removesuffix("Record")
        if name not in self.named:
            self.named[name] = {}
            hints = get_type_hints(kind, include_extras=True)
            self.named[name] = {
                "type": "object",
                "properties": {member: self.of(hint) for member, hint in hints.items()},
                "required": [member for member in hints if member in kind.__required_keys__],
            }
        return {"$ref": HERE + name}
