### Säkerhetskopior: när den senaste gjordes.

backups-last = Senaste säkerhetskopia
backups-none = Ingen än: ange backups.folder eller kör klippkort backup
backups-failed = Misslyckades { $when }
