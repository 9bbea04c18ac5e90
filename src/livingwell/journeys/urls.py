"""Addresses of what can be done on a journey."""

from django.urls import path

from . import views

app_name = "journeys"
urlpatterns = [
    path("<uuid:journey_id>/<slug:doing>/", views.do, name="do"),
    path("steps/<uuid:pk>/kept", views.keep_step, name="keep_step"),
    path("steps/<uuid:pk>/mine", views.take_step, name="take_step"),
    path("steps/<uuid:pk>/aside", views.put_step_aside, name="put_step_aside"),
    path("worries/<uuid:pk>/mine", views.acknowledge, name="acknowledge"),
    path("worries/<uuid:pk>/passed/", views.pass_worry, name="pass_worry"),
    path("worries/<uuid:pk>/settled", views.settle_worry, name="settle_worry"),
    path("drawn-in/<uuid:pk>/out", views.draw_out, name="draw_out"),
    path("<uuid:pk>/going-on", views.resume, name="resume"),
    path("<uuid:pk>/back", views.return_, name="return"),
]
