"""Addresses of how to reach somebody safely."""

from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("<uuid:person_id>/ways/another/", views.another_way, name="another_way"),
    path("<uuid:person_id>/ways/<uuid:way_id>/safe/", views.way_safe, name="way_safe"),
    path("<uuid:person_id>/ways/<uuid:way_id>/not-safe", views.way_not_safe, name="way_not_safe"),
]
