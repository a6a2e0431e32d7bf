"""A web page: its markup as a tree, and the words of a document in it."""
