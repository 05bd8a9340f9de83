# A date on its own moves what a contract covers, overnight [T16]: the current version and the one before. Windows 11
# 25H2 was released on 30 September 2025; from then on, 23H2 is two behind.
2025-09-01 08:00 | desk | makes old from partner-gold-20 for anna  | left 20
2025-09-29 21:59 | anna | submits dns as C on old about windows-client 11-23h2 | left 19
2025-09-29 22:00 | anna | submits mail as C on old about windows-client 11-23h2 | refused version_too_old
2025-09-29 22:01 | anna | submits mail as C on old about windows-client 11-24h2 | left 18

# The version before the current one is covered while it is in mainstream support: Windows Server 2022 until
# 13 October 2026, the whole day.
2026-10-01 08:00 | desk | makes gold from partner-gold-20 for anna | left 20
2026-10-13 21:59 | anna | submits disk as C on gold about windows-server 2022 | left 19
2026-10-13 22:00 | anna | submits share as C on gold about windows-server 2022 | refused version_too_old
2026-10-13 22:01 | anna | submits share as C on gold about windows-server 2025 | left 18
2026-10-13 22:02 | anna | submits print as C on gold about windows-server 2019 | refused version_too_old
