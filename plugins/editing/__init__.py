"""Editing: checks, scaffolding, samples; called by tasks.py."""
