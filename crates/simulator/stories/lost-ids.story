engines
# Lost IDs: a free case at the service centre, which sends them to an address on file only [T18].
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | ingrid | enrols nordhav in SE for astrid         | ok
2026-11-02 08:02 | ingrid | files maja at nordhav                   | ok
2026-11-02 08:03 | ingrid | opens kalmar of nordhav in SE for signe | ok
2026-11-02 08:04 | ingrid | opens oslo of nordhav in NO for henrik  | ok
2026-11-02 08:05 | maja   | asks early of program support about missing-ids at nordhav | refused not_entitled
2026-11-02 08:06 | ingrid | records gold for nordhav from 2026-11-01 | ok
2026-11-02 08:07 | ingrid | activates the renewal as core hours     | core 20, advisory 3000
2026-11-02 08:08 | maja   | asks lost of program support about missing-ids at nordhav | ok
2026-11-02 08:09 | desk   | looks at core                           | left 20
2026-11-02 08:10 | kim    | asks foreign of program support about missing-ids at nordhav | refused not_found
2026-11-02 08:11 | house  | reads the post                          | astrid: contract_activated, maja: request_received
2026-11-02 08:12 | ingrid | sends the IDs of core to kim            | refused not_sent_there
2026-11-02 08:13 | ingrid | sends the IDs of core to astrid         | sent to a•••@example.com
2026-11-02 08:14 | house  | reads the post                          | astrid: contract_ids_resent

# In Europe whoever is on file in the benefit's country may have them, but no location the head office's [T17] [T19].
2026-11-03 08:00 | ingrid | sends the IDs of core to maja           | sent to m•••@example.com
2026-11-03 08:01 | ingrid | sends the IDs of core to henrik         | refused not_sent_there
2026-11-03 08:02 | ingrid | sends the IDs of core to signe          | refused not_sent_there
2026-11-03 08:03 | ingrid | makes maja the primary contact          | ok
2026-11-03 08:04 | ingrid | sends the IDs of hours to maja          | refused contract_state

# In Asia only the primary contact may.
2026-11-04 08:00 | ingrid | enrols lotus in IN for asha             | ok
2026-11-04 08:01 | ingrid | files ravi at lotus                     | ok
2026-11-04 08:02 | ingrid | records gold for lotus from 2026-11-01  | ok
2026-11-04 08:03 | ingrid | activates the renewal as east advice    | core 20, advisory 3000
2026-11-04 08:04 | ingrid | sends the IDs of east to ravi           | refused not_sent_there
2026-11-04 08:05 | ingrid | sends the IDs of east to asha           | sent to a•••@example.com
2026-11-04 08:06 | ingrid | makes ravi the primary contact          | ok
2026-11-04 08:07 | ingrid | sends the IDs of east to ravi           | sent to r•••@example.com
