"""The sample content's pictures and documents, drawn by programs."""
