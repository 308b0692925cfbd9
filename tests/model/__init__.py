"""What things are, tested without files."""
