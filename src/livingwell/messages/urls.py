"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("write/<uuid:person_id>/", views.write, name="write"),
    path("<uuid:pk>/hold-back", views.hold_back, name="hold_back"),
]
