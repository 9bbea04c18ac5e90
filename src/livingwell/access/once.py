"""A form is sent twice: a double tap, a retry after a dropped line. The second arrival goes where the first went."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from .models import Once

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
                Once.objects.create(key=key)
        except IntegrityError:
            return _again(request, key)
        response = view(request, *args, **kwargs)
        if response.status_code >= 400:
            _ask("select gate.once_forget(%s)", str(key))  # nothing was done: the same form may come again
        elif response.has_header("Location"):
            _ask("select gate.once_went(%s, %s)", str(key), response["Location"])
        return response

    return running_once


def _again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Answer a second arrival: a fragment's asker already has its answer, a page's is sent where the first went."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    return HttpResponseRedirect(str(_ask("select gate.once_went_to(%s)", str(key)) or request.path))


def _ask(question: str, *values: str) -> object:
    """Ask what only the holder of a key may: the table itself is read by nobody, for some forms lead to receipts."""
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
