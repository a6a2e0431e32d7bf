"""From raw files and their sidecars to typed tables, and tables on disk; workbooks and source documents."""
