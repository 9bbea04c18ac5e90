"""A file that somebody chooses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields.bound import BoundField, Drawn, Params
from livingwell.design.uploads import AT_MOST


class FileField(Drawn, forms.FileField):
    """One file, cleaned to its bytes. What it is, whoever reads it says; its name says nothing."""

    component = "file-upload"
    default_error_messages = {
        "too_large": _("This file is %(size)s. Choose one of at most %(most)s: a list without its pictures, say."),
        "empty": _("There is nothing in this file."),
    }

    def __init__(self, *, accept: str = "", **options: Any) -> None:
        self.accept = accept
        super().__init__(**options)

    def clean(self, data: UploadedFile | None, initial: Any = None) -> bytes | None:
        if data and data.size > AT_MOST:
            sizes = {"size": _size(data.size), "most": _size(AT_MOST)}
            raise ValidationError(self.error_messages["too_large"], "too_large", sizes)
        chosen = super().clean(data, initial)
        return chosen.read() if chosen else None

    def specifics(self, bound: BoundField) -> Params:
        return {"attributes": {"accept": self.accept} if self.accept else {}}


def _size(of: int) -> str:
    """Return a size as people read it, in thousands as on a disk: 10 MB."""
    return filesizeformat(of / 1_000_000 * 1_048_576)
