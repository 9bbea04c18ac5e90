"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "glass"
urlpatterns = [
    path("", views.glass, name="glass"),
    path("reviews/", views.reviews, name="reviews"),
    path("<uuid:matter_id>/", views.matter, name="matter"),
    path("<uuid:matter_id>/end/", views.end, name="end"),
    path("<uuid:matter_id>/review/", views.review, name="review"),
    path("<uuid:matter_id>/answer/", views.answer, name="answer"),
]
