"""What reviewers get and give back: the review page, the page of changes, the workbook of findings."""
