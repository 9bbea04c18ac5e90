"""One address, for templates that need somewhere to go."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("somewhere/<int:number>/", lambda request, number: HttpResponse(), name="somewhere")]
