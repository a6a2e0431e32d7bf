"""Raw files and their sidecars, parameters, and the pure way from printed text to typed tables."""
