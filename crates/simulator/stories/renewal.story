engines
# A Gold partner with Signature Cloud Support. Its renewal is activated by the service centre within 28 days.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:00 | house  | employs gunnar as supervisor            | ok
2026-11-02 08:01 | ingrid | enrols nordhav in SE for astrid         | ok
2026-11-02 08:02 | ingrid | notes signature_cloud at nordhav        | ok
2026-11-02 08:03 | ingrid | records gold for nordhav from 2026-11-01 | ok
2026-11-02 08:04 | ingrid | records silver for nordhav from 2027-10-31 | refused membership_overlaps
2026-11-02 08:05 | ingrid | looks at what waits after renewal       | nordhav by 2026-11-28
2026-11-02 08:06 | astrid | asks for the contracts of nordhav       | refused not_in_membership
2026-11-02 08:07 | astrid | activates the renewal as core           | refused not_found
2026-11-02 08:08 | house  | reads the post                          | nothing

# Nobody has done it in time: supervisors are told, once.
2026-11-28 22:59 | jobs   | follows up memberships                  | ok
2026-11-28 22:59 | house  | reads the post                          | nothing
2026-11-28 23:00 | jobs   | follows up memberships                  | ok
2026-11-28 23:01 | jobs   | follows up memberships                  | ok
2026-11-28 23:02 | house  | reads the post                          | gunnar: activation_overdue
2026-11-30 08:00 | ingrid | looks at what waits after renewal       | nordhav overdue since 2026-11-28

# Two pairs, one for products on premises and one for the cloud, to the primary contact; the hours need none.
2026-11-30 08:01 | ingrid | activates the renewal as core cloud hours | core 20, cloud 10, advisory 3000
2026-11-30 08:02 | house  | reads the post                          | astrid: contract_activated, astrid: contract_activated
2026-11-30 08:03 | ingrid | looks at what waits after renewal       | nothing
2026-11-30 08:04 | astrid | submits dns as C on core                | left 19
2026-11-30 08:05 | astrid | submits mail as C on cloud              | refused cloud_only

# Renewed as Silver: the successor takes its place on its first day in Stockholm.
2027-10-25 08:00 | ingrid | records silver for nordhav from 2027-11-01 | ok
2027-10-25 08:01 | ingrid | activates the renewal as next nextcloud nexthours | core 15, cloud 5, advisory 1200
2027-10-31 22:59 | jobs   | follows up memberships                  | ok
2027-10-31 22:59 | desk   | looks at the standing of core           | active
2027-10-31 23:00 | jobs   | follows up memberships                  | ok
2027-10-31 23:00 | desk   | looks at the standing of core           | superseded
2027-10-31 23:01 | astrid | submits disk as C on next               | left 14
