"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "introductions"
urlpatterns = [
    path("", views.front_door, name="front_door"),
    path("for-me/", views.for_me, name="for_me"),
    path("for-someone/", views.for_someone, name="for_someone"),
    path("i-work-with-someone/", views.i_work_with_someone, name="i_work_with_someone"),
    path("safe-now/", views.safe_now, name="safe_now"),
    path("come-back/", views.come_back, name="come_back"),
    path("receipt/<str:link>/", views.receipt, name="receipt"),
    path("receipt/<str:link>/more", views.say_more, name="say_more"),
    path("receipt/<str:link>/ring", views.please_ring, name="please_ring"),
    path("receipt/<str:link>/back", views.take_back, name="take_back"),
    path("introductions/", views.waiting, name="list"),
    path("introductions/waiting-lists/", views.bring, name="bring"),
    path("introductions/waiting-lists/<uuid:pk>/", views.came, name="waiting_list"),
    path("introductions/waiting-lists/<uuid:pk>/columns/", views.columns, name="waiting_list_columns"),
    path("introductions/waiting-lists/<uuid:pk>/look/", views.look, name="waiting_list_look"),
    path("introductions/waiting-lists/<uuid:pk>/pace", views.pace, name="waiting_list_pace"),
    path("introductions/waiting-lists/<uuid:pk>/bring-in", views.bring_in, name="waiting_list_bring_in"),
    path("introductions/waiting-lists/<uuid:pk>/forget", views.forget, name="waiting_list_forget"),
    path("introductions/<uuid:pk>/", views.introduction, name="introduction"),
    path("introductions/<uuid:pk>/read", views.read, name="read"),
    path("introductions/<uuid:pk>/tried", views.tried, name="tried"),
    path("introductions/<uuid:pk>/not-now", views.not_now, name="not_now"),
    path("introductions/<uuid:pk>/let-go/", views.let_go, name="let_go"),
    path("introductions/<uuid:pk>/welcome-back", views.welcome_back, name="welcome_back"),
    path("introductions/<uuid:pk>/in-confidence/<uuid:confidence_id>", views.review, name="review"),
    path("introductions/<uuid:pk>/tell", views.tell, name="tell"),
]
