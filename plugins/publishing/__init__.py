"""OUTPUT → MEMBERS: what was built is checked, sent whole or not at all, and can be taken back. Never imports Pelican."""
