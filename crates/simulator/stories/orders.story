engines
# What is ordered is issued when it is paid, once; it is taken back only while nothing of it is used.
2026-11-02 08:00 | house  | employs ingrid as service_centre        | ok
2026-11-02 08:01 | kim    | orders gold from partner-gold-20        | refused not_for_sale
2026-11-02 08:02 | kim    | orders five from five-pack              | ok
2026-11-02 08:03 | kim    | submits dns as C on five                | refused not_found
2026-11-02 08:04 | kim    | marks five as paid                      | refused not_found
2026-11-02 08:05 | ingrid | marks five as paid                      | left 5
2026-11-02 08:06 | house  | reads the post                          | kim: contract_activated, kim: order_placed
2026-11-02 08:07 | kim    | submits dns as C on five                | left 4
2026-11-02 08:08 | kim    | takes five back                         | refused order_used
2026-11-02 08:09 | kim    | withdraws dns                           | given back, left 5
2026-11-02 08:10 | robin  | takes five back                         | refused not_found

# Another is taken back unused, and its contract is gone.
2026-11-03 08:00 | kim    | orders one from single-incident         | ok
2026-11-03 08:01 | ingrid | marks one as paid                       | left 1
2026-11-03 08:02 | kim    | takes one back                          | ok
2026-11-03 08:03 | desk   | looks at the standing of one            | cancelled
2026-11-03 08:04 | kim    | submits mail as C on one                | refused cancelled

# What was suspended when it was taken back is gone all the same.
2026-11-03 09:00 | kim    | orders two from single-incident         | ok
2026-11-03 09:01 | ingrid | marks two as paid                       | left 1
2026-11-03 09:02 | desk   | suspends two                            | left 1
2026-11-03 09:03 | kim    | takes two back                          | ok
2026-11-03 09:04 | desk   | resumes two                             | refused contract_state
