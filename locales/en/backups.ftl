### Backups: when the last was made.

backups-last = Last backup
backups-none = None yet: set backups.folder, or run klippkort backup
backups-failed = Failed { $when }
