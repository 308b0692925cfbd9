"""What things are. Standard library only; imports nothing else of the project."""
