"""What a run leaves behind: tables, workbook, summary and manifest, and reading them back."""
