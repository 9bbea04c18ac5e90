"""Looking for somebody, and for a word in what was said."""

from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import CharField
from livingwell.design.forms import Form


class FindForm(Form):
    """What somebody is called, or anything else they are known by. Nothing typed is no mistake: it shows everybody."""

    find = CharField(label=_("Who are you looking for?"), longest=100, required=False)


class WordForm(Form):
    """A word, or a few, of what was said."""

    word = CharField(label=_("A word, or a few, of what was said"), longest=100, required=False)
