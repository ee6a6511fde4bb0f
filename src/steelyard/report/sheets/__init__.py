"""The sheets of the workbook, one file each, and the writer they share."""
