"""Files for other programs: tables as XLSX and CSV, the calendar as iCalendar."""
