"""Files to model, tested with real files."""
