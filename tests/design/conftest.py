"""The room alone: settings enough for its templates, with nothing of the project's above it."""

from pathlib import Path

import django
import pytest
from django.conf import settings
from django.urls import path

from livingwell.design import views
from livingwell.design.jinja import template_dirs
