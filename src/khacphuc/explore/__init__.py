"""Tables and charts an analyst plays with in JupyterLab."""
