"""A form is sent twice: a double tap, a retry after a dropped line. The second arrival goes where the first went.

The database is told neither a form's key nor where it went, for some forms lead to receipts: a row is known by what
is made from the key, and the address is sealed with something else made from it and from who sent it. Only whoever
sends the form again brings what opens it; after a day nobody can (`access/jobs.py`).
"""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Callable
from functools import wraps
from uuid import UUID, uuid4

from cryptography.fernet import Fernet, InvalidToken
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .models import Once
from .words import Viewer

FIELD = "_once"


def once_key() -> str:
    """Return a fresh key for a form to carry."""
    return str(uuid4())


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a POST view run once for each form's key; a form shown again with its errors (422) may come again.

    A form without a key runs each time it comes.
    """

    @wraps(view)
    def running_once(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        key = _key(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                # A second arrival waits here, on the unique index, until the first has committed.
                Once.objects.create(pk=_row_of(key))
        except IntegrityError:
            return _again(request, key)
        response = view(request, *args, **kwargs)
        if response.status_code >= 400:
            _ask("select gate.once_forget(%s)", _row_of(key))  # nothing was done: the same form may come again
        elif response.has_header("Location"):
            sealed = _seal_of(key, _sender(request)).encrypt(response["Location"].encode()).decode()
            _ask("select gate.once_went(%s, %s)", _row_of(key), sealed)
        return response

    return running_once


def forget_where() -> object:
    """Forget where forms went that were sent more than a day ago; return how many. Run by the worker."""
    return _ask("select gate.once_forget_where()")


def _again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a second arrival: a fragment's asker already has its answer, a page's is sent where the first went."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    sealed = str(_ask("select gate.once_went_to(%s)", _row_of(key)) or "")
    try:
        return HttpResponseRedirect(_seal_of(key, _sender(request)).decrypt(sealed).decode())
    except InvalidToken:  # forgotten by now, or it was somebody else who sent it
        return HttpResponseRedirect(request.path)


def _row_of(key: UUID) -> UUID:
    """Return what a form's row is known by: from it, nobody gets back to the key."""
    return UUID(bytes=hashlib.sha256(b"row:" + key.bytes).digest()[:16], version=4)


def _sender(request: HttpRequest) -> Viewer:
    return request.viewer  # type: ignore[attr-defined]  # named by the middleware


def _seal_of(key: UUID, sender: Viewer) -> Fernet:
    """Return what seals and opens where the form with this key went, for whoever sent it."""
    theirs = f"seal:{sender.kind}:{sender.ref}:".encode()
    return Fernet(urlsafe_b64encode(hashlib.sha256(theirs + key.bytes).digest()))


def _ask(question: str, *values: UUID | str) -> object:
    """Ask what only the holder of a key may: the table itself is read by nobody."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
