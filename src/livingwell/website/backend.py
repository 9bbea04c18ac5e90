"""Whoever signs in, with all that a page needs to know of them in one query."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef

from livingwell.accounts.queries import SECOND_FACTORS


class Backend(AuthenticationBackend):
    """allauth's own, fetching the account with its practitioner, their organisation and any second factor."""

    def get_user(self, user_id: UUID | str):
        factors = Authenticator.objects.filter(user_id=OuterRef("pk"), type__in=SECOND_FACTORS)
        return (
            get_user_model()
            .objects.filter(pk=user_id, is_active=True)
            .select_related("practitioner__organisation")
            .annotate(has_second_factor=Exists(factors))
            .first()
        )
