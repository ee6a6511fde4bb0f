"""Text files: their encoding, their delimiter, their rows."""
