"""The commands, one file each: `register(app, language)` adds it. Found by walking."""
