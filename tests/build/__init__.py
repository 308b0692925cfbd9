"""From planned pages to files, on a real disk."""
