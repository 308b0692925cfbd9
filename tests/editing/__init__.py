"""What people who write are given."""
