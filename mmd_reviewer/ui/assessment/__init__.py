"""The assessment: the ordered checklist, the recommendation, the decision."""
