"""What feeds and sitemaps are judged by: RelaxNG and JSON Schema, written for this project after the standards they name."""
