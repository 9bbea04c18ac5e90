"""Opening a page about somebody: what stands at its top, and the look that is kept for them to read."""

from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.words import WHY, Reason

from ..panels.person import PersonHead, head_of

WITH_MOMENTS = ("page", "story")


def opened(request: HttpRequest, person_id: UUID, page: str) -> PersonHead:
    """Return what stands at the top of a page about somebody, and keep the look.

    Raises Http404: not there and not yours are the same.
    """
    head = head_of(person_id, timezone.localtime())
    if head is None:
        raise Http404
    if request.method == "GET":
        # What happened to them as they are also written down stands on the page too: that is a look at each.
        read = head.everyone if page in WITH_MOMENTS else (person_id,)
        why = WHY[Reason.GLASS] if head.glass_until else ""
        access.look_at_all(person_ids=read, page=page, why=why, by=request.viewer)
    return head
