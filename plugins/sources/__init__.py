"""Files to model: everything an editor wrote is read, checked and typed here, once."""
