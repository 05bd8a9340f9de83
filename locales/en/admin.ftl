### Administration: the first page.

admin-title = Administration
admin-import-text = Take contracts and opening balances over from a CSV or Excel file.
admin-export-text = Download everything that is kept here, for a spreadsheet or another system.
