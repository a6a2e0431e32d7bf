"""What the office records besides figures: plans and their progress, meetings, ratings, scores, visits."""
