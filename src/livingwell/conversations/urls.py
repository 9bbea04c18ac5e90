"""Addresses of this room."""

from django.urls import path

from .views import ending, guide, left, out, planning, reading, safeguarding, safety, talking, week, writing

app_name = "conversations"
urlpatterns = [
    path("guide/", guide.guide, name="guide"),
    path("plan/<uuid:journey_id>/", planning.plan, name="plan"),
    path("plan/<uuid:journey_id>/now/", planning.start, name="start"),
    path("week/", week.week, name="week"),
    path("out/", out.out, name="out"),
    path("out/<uuid:outing_id>/", out.outing, name="outing"),
    path("out/<uuid:outing_id>/back/", out.back, name="back"),
    path("out/<uuid:outing_id>/longer/", out.longer, name="longer"),
    path("out/<uuid:outing_id>/have/", out.have, name="have"),
    path("<uuid:pk>/going/", out.going, name="going"),
    path("worry/<uuid:worry_id>/", safety.worry, name="worry"),
    path("worry/<uuid:worry_id>/status/", safety.worry_status, name="worry_status"),
    path("concern/<uuid:concern_id>/", safeguarding.concern, name="concern"),
    path("concern/<uuid:concern_id>/change/", safeguarding.change_concern, name="change_concern"),
    path("keeping-safe/<uuid:journey_id>/", safeguarding.keeping_safe_of, name="keeping_safe_of"),
    path("<uuid:pk>/", talking.conversation, name="conversation"),
    path("<uuid:pk>/move/", planning.move, name="move"),
    path("<uuid:pk>/remind/", planning.remind, name="remind"),
    path("<uuid:pk>/begin/", planning.begin, name="begin"),
    path("<uuid:pk>/note/", writing.note, name="note"),
    path("<uuid:pk>/taken-in/<uuid:aside_id>/", writing.taken_in, name="taken_in"),
    path("<uuid:pk>/talked-about/", talking.talked_about, name="talked_about"),
    path("<uuid:pk>/will/<slug:column>/", talking.agree, name="agree"),
    path("<uuid:pk>/will/<uuid:step_id>/out/", talking.take_out, name="take_out"),
    path("<uuid:pk>/read-back/", reading.read_back, name="read_back"),
    path("<uuid:pk>/read/", reading.finish, name="finish"),
    path("<uuid:pk>/left/", left.left_note, name="left_note"),
    path("<uuid:pk>/missed/", ending.missed, name="missed"),
    path("<uuid:pk>/put-off/", ending.called_off, name="called_off"),
    path("<uuid:pk>/bring/", safety.bring, name="bring"),
    path("<uuid:pk>/worry/", safety.share_a_worry, name="share_a_worry"),
    path("<uuid:pk>/cannot-wait/", safety.cannot_wait, name="cannot_wait"),
    path("<uuid:pk>/keeping-safe/", safeguarding.keeping_safe, name="keeping_safe"),
]
