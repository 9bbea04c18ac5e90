"""The words that open a backup: typed where nobody reads along, or said in the environment for a machine."""

import getpass
import os

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

FROM_ENVIRONMENT = "LIVINGWELL_BACKUP_WORDS"


def words_to_open() -> str:
    """Return the words that a backup was locked with."""
    return os.environ.get(FROM_ENVIRONMENT) or _typed(_("The words this backup opens with: "))


def words_to_lock() -> str:
    """Return words to lock a backup with, typed twice: a slip in them would lock it for ever."""
    if os.environ.get(FROM_ENVIRONMENT):
        return os.environ[FROM_ENVIRONMENT]
    words = _typed(_("Words to open it with, 16 characters or more: "))
    if words != _typed(_("The same again: ")):
        raise CommandError(_("They were not the same. Nothing was made: try again."))
    return words


def _typed(question: str) -> str:
    try:
        return getpass.getpass(question)
    except EOFError:
        raise CommandError(_("No words were typed. Nothing was done.")) from None
