"""Addresses of signing in and out."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [path("out/", views.sign_out, name="sign_out")]
