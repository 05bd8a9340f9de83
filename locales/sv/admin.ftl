### Administration: första sidan.

admin-title = Administration
admin-import-text = Ta över kontrakt och ingående saldon från en CSV- eller Excel-fil.
admin-export-text = Hämta allt som finns här, till ett kalkylprogram eller ett annat system.
