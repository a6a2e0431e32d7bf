"""A form that came in, read: its bytes in, its values out, with everything that is wrong with it."""
