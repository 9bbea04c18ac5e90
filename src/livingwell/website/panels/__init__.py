"""Whole pages, gathered from the rooms' panels."""
