"""Addresses of the team together."""

from django.urls import path

from . import views

app_name = "huddles"
urlpatterns = [
    path("", views.today, name="today"),
    path("open/", views.open_, name="open"),
    path("earlier/", views.earlier, name="earlier"),
    path("teams/<uuid:team_id>/down/", views.if_all_is_down, name="if_all_is_down"),
    path("teams/<uuid:team_id>/down/copy/", views.morning_copy, name="morning_copy"),
    path("<uuid:pk>/", views.huddle, name="huddle"),
    path("<uuid:pk>/pulse/", views.pulse, name="pulse"),
    path("<uuid:pk>/since/", views.since, name="since"),
    path("<uuid:pk>/print/", views.print_, name="print"),
    path("<uuid:pk>/here/", views.here, name="here"),
    path("<uuid:pk>/here/others/", views.others_here, name="others_here"),
    path("<uuid:pk>/here/<uuid:present_id>/gone/", views.gone, name="gone"),
    path("<uuid:pk>/bring/", views.bring, name="bring"),
    path("<uuid:pk>/close/", views.close, name="close"),
    path("<uuid:pk>/open-again/", views.open_again, name="open_again"),
    path("<uuid:pk>/<uuid:journey_id>/", views.brought, name="brought"),
    path("<uuid:pk>/<uuid:journey_id>/story/", views.story, name="story"),
    path("<uuid:pk>/<uuid:journey_id>/words/", views.words, name="words"),
    path("<uuid:pk>/<uuid:journey_id>/step/", views.step, name="step"),
    path("<uuid:pk>/<uuid:journey_id>/step/<uuid:step_id>/kept/", views.step_kept, name="step_kept"),
    path("<uuid:pk>/<uuid:journey_id>/draw-in/", views.draw_in, name="draw_in"),
    path("<uuid:pk>/<uuid:journey_id>/agree/", views.agree, name="agree"),
    path("<uuid:pk>/<uuid:journey_id>/back-next-time/", views.carry, name="carry"),
    path("<uuid:pk>/<uuid:journey_id>/again/", views.again, name="again"),
]
