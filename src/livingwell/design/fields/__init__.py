"""Form fields that draw themselves, say what is wrong in words, and keep what was typed."""

from livingwell.design.fields.bound import BoundField
from livingwell.design.fields.choices import (
    BooleanField,
    Choice,
    ChoiceField,
    MultipleChoiceField,
    SelectField,
    YesNoField,
)
from livingwell.design.fields.files import FileField
from livingwell.design.fields.text import CharField, EmailField, IntegerField, LongTextField, PhoneField
from livingwell.design.fields.when import DateField, TimeField

__all__ = [
    "BooleanField",
    "BoundField",
    "CharField",
    "Choice",
    "ChoiceField",
    "DateField",
    "EmailField",
    "FileField",
    "IntegerField",
    "LongTextField",
    "MultipleChoiceField",
    "PhoneField",
    "SelectField",
    "TimeField",
    "YesNoField",
]
