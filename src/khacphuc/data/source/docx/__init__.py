"""The text of a Word document as Word prints it, with its lists numbered, notes, tables and equations."""
