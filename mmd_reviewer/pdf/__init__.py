"""Letters as PDF pages, drawn only from the frozen record. The only importer of ReportLab."""
