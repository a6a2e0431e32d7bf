"""Running a report and publishing it: plan, papermill, private builds, one swap, the record."""
