engines
# A location with a competency of its own buys the toolkit: a core benefit set for itself [T17].
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | ingrid | enrols nordhav in SE for astrid         | ok
2026-11-02 08:02 | ingrid | opens kalmar of nordhav in SE for signe | ok
2026-11-02 08:03 | ingrid | opens oslo of nordhav in NO for henrik  | ok
2026-11-02 08:04 | ingrid | records gold for nordhav from 2026-11-01 | ok
2026-11-02 08:05 | ingrid | activates the renewal as core hours     | core 20, advisory 3000
2026-11-02 08:06 | house  | reads the post                          | astrid: contract_activated
2026-11-02 08:10 | signe  | asks for the toolkit of kalmar          | refused not_in_membership
2026-11-02 08:11 | ingrid | notes toolkit at kalmar                 | ok
2026-11-02 08:12 | signe  | asks for the toolkit of kalmar          | refused not_in_membership
2026-11-02 08:13 | ingrid | notes datacenter at kalmar              | ok
2026-11-02 08:14 | henrik | asks for the toolkit of kalmar          | refused not_found
2026-11-02 08:15 | signe  | asks for the toolkit of kalmar          | ok
2026-11-02 08:16 | ingrid | activates the toolkit as kit            | toolkit 20

# The pair goes to the location, and with it the rights of internal use.
2026-11-02 08:17 | house  | reads the post                          | signe: contract_activated
2026-11-02 08:18 | signe  | sees the benefits of nordhav            | partner-gold-20 20, rights of datacenter
2026-11-02 08:19 | henrik | sees the benefits of nordhav            | nothing

# The head office sees the location's; the location never the head office's.
2026-11-02 08:20 | astrid | sees the benefits of nordhav            | advisory-gold-50h 3000, partner-gold-20 20, partner-gold-20 20, rights of datacenter
2026-11-02 08:21 | astrid | sees kit                                | left 20
2026-11-02 08:22 | signe  | sees core                               | refused not_found
2026-11-02 08:23 | signe  | sees hours                              | refused not_found
2026-11-02 08:24 | signe  | sends the IDs of core to signe          | refused not_found
2026-11-02 08:25 | signe  | asks case of program support about missing-ids at nordhav | refused not_found
