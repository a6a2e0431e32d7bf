"""The office's Markdown read as blocks with citations."""
