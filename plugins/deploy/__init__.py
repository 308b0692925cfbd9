"""Looking at the built site: the local preview server; called by tasks.py."""
