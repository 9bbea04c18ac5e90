"""Fields whose words are sealed as they are saved and opened as they are read. In Python they are plain.

The database cannot look inside: it may be asked whether anything was written (`words=""`), and nothing else. A query
that makes JSON of such a column reads it by `OpenedObject`.
"""

import json
from typing import TYPE_CHECKING, Any, NoReturn

from django.core.exceptions import FieldError
from django.db import DataError, models
from django.db.models.functions import JSONObject
from django.db.models.lookups import Exact, Transform

from .keyring import seal, sealed_again, unseal

if TYPE_CHECKING:
    _ListField = models.Field[list[str], list[str]]
else:
    _ListField = models.TextField

CANNOT_LOOK = (
    "{where} is sealed, so no query looks inside it: ask for '' (nothing written), or compare once it is read."
)

WORDS_OF = "case when jsonb_typeof({{column}} -> '{name}') = 'string' then {{column}} ->> '{name}' end"


class _IsNothing(Exact):
    """Whether anything was written: what a sealed column can be asked."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError(CANNOT_LOOK.format(where=self.lhs.output_field.where()))
        return self.rhs


class Sealed(models.Field):
    """What sealed fields have in common. `parts` are what of a cell is sealed, each as SQL made from its column."""

    parts: tuple[str, ...] = ("{column}",)

    def where(self) -> str:
        """Return the table and column, to which every cell is bound."""
        return f"{self.model._meta.db_table}.{self.column}"

    def opened(self, kept: Any) -> Any:
        """Return what was written, of what the column keeps."""
        return unseal(kept, self.where()) if kept else kept

    def closed(self, value: Any) -> Any:
        """Return what the column keeps of what was written."""
        return seal(value, self.where())

    def again(self, kept: str) -> str:
        """Return what the column keeps once the newest key has sealed it, as the database says and takes it."""
        return sealed_again(kept, self.where())


class _SealedText(Sealed):
    """A sealed column of text."""

    def get_internal_type(self) -> str:
        return "TextField"

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        return super().get_db_prep_save(self.closed(value), connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.opened(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        return _IsNothing if lookup_name == "exact" else self._refuse()

    def get_transform(self, lookup_name: str) -> type[Transform] | None:
        return self._refuse()

    def _refuse(self) -> NoReturn:
        raise FieldError(CANNOT_LOOK.format(where=self.where()))


class SealedTextField(_SealedText, models.TextField):
    """Words that somebody wrote about somebody. `max_length`, where given, is of the words and not of the cell."""

    def closed(self, value: Any) -> Any:
        words = str(value)
        if self.max_length is not None and len(words) > self.max_length:  # as a column of that length would say
            raise DataError(f"{self.where()} keeps {self.max_length} characters, and was given {len(words)}.")
        return super().closed(words)


class SealedListField(_SealedText, _ListField):  # type: ignore[misc]  # for the type checker, a field of another value
    """A few lines of words, sealed as one."""

    def opened(self, kept: Any) -> list[str]:
        words = super().opened(kept)
        return json.loads(words) if words else []

    def closed(self, value: Any) -> Any:
        return super().closed(json.dumps(list(value)) if value else "")


class FactsField(models.JSONField, Sealed):
    """Small facts as JSON, of which those named `sealed` are somebody's words. The others stay plain for policies."""

    def __init__(self, *args: Any, sealed: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.sealed = tuple(sealed)
        self.parts = tuple(WORDS_OF.format(name=name) for name in self.sealed)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "sealed": self.sealed}

    def opened(self, kept: Any) -> Any:
        return self._each(kept, unseal)

    def closed(self, value: Any) -> Any:
        return self._each(value, seal)

    def again(self, kept: str) -> str:
        return json.dumps(self._each(json.loads(kept), sealed_again))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self.closed(value), connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.opened(super().from_db_value(value, expression, connection))

    def _each(self, facts: Any, do: Any) -> Any:
        if not isinstance(facts, dict):
            return facts
        ours = {name: facts[name] for name in self.sealed if isinstance(facts.get(name), str)}
        return facts | {name: do(words, f"{self.where()}.{name}") for name, words in ours.items()}


class OpenedObject(JSONObject):
    """A row as JSON, made by the database, whose sealed columns are opened once it is read."""

    def resolve_expression(self, *args: Any, **kwargs: Any) -> "OpenedObject":
        """Find which of its columns are sealed."""
        resolved = super().resolve_expression(*args, **kwargs)
        named = zip(*[iter(resolved.get_source_expressions())] * 2, strict=True)
        fields = {name.value: value.output_field for name, value in named}
        sealed = {name: one for name, one in fields.items() if isinstance(one, Sealed)}
        resolved.output_field = _Opening(sealed)  # type: ignore[misc]  # an expression's own, where it is known
        return resolved


class _Opening(models.JSONField):
    def __init__(self, sealed: dict[str, Sealed]) -> None:
        super().__init__()
        self._sealed = sealed

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        read = super().from_db_value(value, expression, connection)
        return read and read | {name: one.opened(read[name]) for name, one in self._sealed.items()}
