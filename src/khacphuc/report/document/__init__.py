"""The document: its nodes, their numbering, their JSON, and how blocks become one."""
