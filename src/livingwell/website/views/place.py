"""What a place's pack changes of the look."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control

from livingwell.places.queries import pack_here


@cache_control(public=True, max_age=300)
def place_css(request: HttpRequest) -> HttpResponse:
    """Serve the place's two colours; nothing else of the look moves."""
    look = pack_here().look
    return HttpResponse(f":root{{--brand:{look.brand};--brand-deep:{look.brand_deep}}}", content_type="text/css")
