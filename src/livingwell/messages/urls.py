"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "messages"
urlpatterns = [
    path("write/<uuid:person_id>/", views.write, name="write"),
    path("letters/", views.letters, name="letters"),
    path("letters/<uuid:pk>/", views.letter, name="letter"),
    path("letters/<uuid:pk>/posted", views.posted, name="posted"),
    path("<uuid:pk>/hold-back", views.hold_back, name="hold_back"),
]
